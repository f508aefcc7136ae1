// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccountWord, AccountWords} from "./AccountWord.sol";
import {BondTerms} from "./BondTerms.sol";
import {SeriesWord} from "./SeriesWord.sol";

/// @notice Counts coupons for accounts: nothing is looped over holders, whatever their number.
/// @dev Before its balance changes, an account is settled: its balance times what one token earned since it was settled
/// last is added to what it has accrued. Coupons not funded at that moment are noted aside with the balance that earned
/// them, so that a late payment still reaches who was entitled, and funded coupons are never held up by unfunded ones.
abstract contract BondAccrual is BondTerms {
    /// @notice Coupons `from + 1` to `through` are owed on so many tokens.
    struct Owed {
        uint64 tokens;
        uint16 from;
        uint16 through;
    }

    /// @notice The most notes one account may carry.
    uint256 public constant MAX_OWED = 2 * MAX_COUPONS;

    mapping(address account => AccountWord) private _accounts;
    mapping(address account => Owed[]) private _owed;
    SeriesWord private _series;

    /// @notice A coupon's record second is over.
    event RecordPassed(uint256 indexed coupon);

    /// @notice Two accounts' notes together are more than one account may carry.
    error TooManyOwed(address account);

    constructor() {
        SeriesWord none;
        _series = none.withPassed(0, _coupons == 0 ? type(uint40).max : recordTime(1));
    }

    /// @notice What the account could claim now, in fractions of the currency's smallest unit.
    function accruedOf(address account) public view returns (uint256 fractions) {
        AccountWord word = _accounts[account];
        SeriesWord series = _seriesNow();
        uint256 funded = series.funded();
        uint256 counted = _min(series.passed(), funded);
        fractions = word.accrued() + _earned(word.balance(), word.settled(), counted);
        if (word.has(AccountWords.OWED)) {
            Owed[] storage notes = _owed[account];
            uint256 count = notes.length;
            for (uint256 i = 0; i < count; ++i) {
                Owed memory note = notes[i];
                fractions += _earned(note.tokens, note.from, _min(note.through, funded));
            }
        }
    }

    /// @notice How many notes of unfunded coupons the account carries.
    function owedNotesOf(address account) external view returns (uint256) {
        return _owed[account].length;
    }

    function _account(address account) internal view returns (AccountWord) {
        return _accounts[account];
    }

    function _setAccount(address account, AccountWord word) internal {
        _accounts[account] = word;
    }

    function _storedSeries() internal view returns (SeriesWord) {
        return _series;
    }

    function _setSeries(SeriesWord word) internal {
        _series = word;
    }

    /// @dev The series as of this block, without writing.
    function _seriesNow() internal view returns (SeriesWord series) {
        series = _series;
        if (block.timestamp > series.nextRecordAt()) series = _advanced(series);
    }

    /// @dev The series as of this block, written back when a record second has passed since.
    function _rollSeries() internal returns (SeriesWord series) {
        series = _series;
        if (block.timestamp <= series.nextRecordAt()) return series;
        uint256 before = series.passed();
        series = _advanced(series);
        _series = series;
        for (uint256 coupon = before + 1; coupon <= series.passed(); ++coupon) emit RecordPassed(coupon);
    }

    /// @dev Brings the account's word up to the series. The caller writes it.
    function _settled(address account, AccountWord word, SeriesWord series) internal returns (AccountWord) {
        uint256 from = word.settled();
        uint256 through = series.passed();
        if (from == through) return word;
        uint256 tokens = word.balance();
        if (tokens != 0) {
            uint256 funded = series.funded();
            if (from < funded) {
                unchecked { // The whole issue over all coupons fits 104 bits.
                    uint256 earned = earnedThrough(through < funded ? through : funded) - earnedThrough(from);
                    word = word.withAccrued(word.accrued() + tokens * earned);
                }
            }
            if (through > funded) {
                uint256 owedFrom = from > funded ? from : funded;
                _owed[account].push(Owed(uint64(tokens), uint16(owedFrom), uint16(through)));
                word = word.withFlag(AccountWords.OWED, true);
            }
        }
        return word.withSettled(through);
    }

    /// @dev Adds to what has accrued whatever was funded late. Notes are few: one for each record second that passed
    /// unfunded between two changes of the balance.
    function _collected(address account, AccountWord word, SeriesWord series) internal returns (AccountWord) {
        if (!word.has(AccountWords.OWED)) return word;
        Owed[] storage notes = _owed[account];
        uint256 funded = series.funded();
        uint256 sum = word.accrued();
        for (uint256 i = notes.length; i > 0; --i) {
            Owed memory note = notes[i - 1];
            uint256 counted = _min(note.through, funded);
            if (counted <= note.from) continue;
            sum += _earned(note.tokens, note.from, counted);
            if (counted == note.through) {
                notes[i - 1] = notes[notes.length - 1];
                notes.pop();
            } else {
                notes[i - 1].from = uint16(counted);
            }
        }
        return word.withAccrued(sum).withFlag(AccountWords.OWED, notes.length != 0);
    }

    /// @dev Moves the notes of one account to another, for recovery.
    function _moveOwed(address from, address to) internal {
        Owed[] storage source = _owed[from];
        Owed[] storage target = _owed[to];
        uint256 count = source.length;
        require(count + target.length <= MAX_OWED, TooManyOwed(to));
        for (uint256 i = 0; i < count; ++i) target.push(source[i]);
        delete _owed[from];
    }

    function _earned(uint256 tokens, uint256 from, uint256 through) private view returns (uint256) {
        if (through <= from || tokens == 0) return 0;
        unchecked { // The whole issue over all coupons fits 104 bits.
            return tokens * (earnedThrough(through) - earnedThrough(from));
        }
    }

    function _advanced(SeriesWord series) private view returns (SeriesWord) {
        uint256 count = series.passed();
        uint256 next = series.nextRecordAt();
        while (block.timestamp > next) { // At most MAX_COUPONS times.
            ++count;
            next = count < _coupons ? recordTime(count + 1) : type(uint40).max;
        }
        return series.withPassed(count, next);
    }

    function _min(uint256 a, uint256 b) private pure returns (uint256) {
        return a < b ? a : b;
    }
}
