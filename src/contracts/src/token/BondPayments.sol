// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {AccountWord, AccountWords} from "./AccountWord.sol";
import {BondAgents} from "./BondAgents.sol";
import {SeriesWord, SeriesWords} from "./SeriesWord.sol";

/// @notice Cash in, coupons and principal out.
/// @dev The currency is not trusted: what came in is measured, what goes out is booked before the call and measured after
/// it, no function that touches cash can be entered twice, and a receiver the currency refuses stops nobody else.
abstract contract BondPayments is BondAgents, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    uint128 private _couponPot;
    uint128 private _principalPot;

    /// @notice Cash arrived for the coupons; `funded` of them are now paid in.
    event CouponsFunded(address indexed payer, uint256 received, uint256 funded);
    /// @notice Cash arrived for the principal.
    event PrincipalFunded(address indexed payer, uint256 received, bool complete);
    /// @notice The account received its coupons, in the smallest unit of the currency.
    event CouponsPaid(address indexed account, uint256 amount);
    /// @notice The currency refused this payment; the account can claim it later.
    event PaymentFailed(address indexed account, uint256 amount);
    /// @notice Tokens were redeemed: principal and coupons in the smallest unit of the currency.
    event Redeemed(address indexed account, uint256 tokens, uint256 principal, uint256 couponAmount);
    /// @notice The batch passed over this account.
    event NotRedeemed(address indexed account);
    /// @notice What belongs to no holder went back.
    event ExcessWithdrawn(address indexed to, uint256 amount);

    /// @notice There is nothing to claim.
    error NothingDue(address account);
    /// @notice The account is locked by an agent.
    error AccountLocked(address account);
    /// @notice Cash can be paid in once the issue is closed.
    error IssuanceNotClosed();
    /// @notice The maturity has not come.
    error NotMatured(uint256 maturity);
    /// @notice The principal has not been paid in whole.
    error PrincipalNotFunded();
    /// @notice The currency took more from this contract than was paid out.
    error CurrencyTookMore(uint256 paid, uint256 taken);
    /// @notice The account may still earn or claim.
    error NotDust(address account);

    /// @notice Coupons paid in, from the first.
    function fundedCoupons() external view returns (uint256) {
        return _storedSeries().funded();
    }

    /// @notice Coupons whose record second is over.
    function passedCoupons() external view returns (uint256) {
        return _seriesNow().passed();
    }

    /// @notice Whether the principal has been paid in whole.
    function isPrincipalFunded() external view returns (bool) {
        return _storedSeries().has(SeriesWords.PRINCIPAL_FUNDED);
    }

    /// @notice What the account can claim now, in the smallest unit of the currency, rounded down.
    function claimable(address account) external view returns (uint256) {
        return accruedOf(account) / fractionsPerUnit;
    }

    /// @notice What must be paid in for one coupon, in the smallest unit of the currency, rounded up.
    /// @param coupon From 1.
    function couponCash(uint256 coupon) public view returns (uint256) {
        uint256 perToken = earnedThrough(coupon) - earnedThrough(coupon - 1);
        return Math.ceilDiv(_issued * perToken, fractionsPerUnit);
    }

    /// @notice Cash waiting to make up the next coupon, and for the principal.
    function pots() external view returns (uint256 coupon, uint256 principal) {
        return (_couponPot, _principalPot);
    }

    /// @notice Pays cash in for coupons, in their order; a coupon can be claimed once it is there in whole. What is left
    /// waits for the next.
    function fundCoupons(uint256 amount) external nonReentrant onlyRole(PAYER_ROLE) {
        SeriesWord series = _fundable();
        uint256 received = _receive(amount);
        uint256 pot = _couponPot + received;
        uint256 funded = series.funded();
        uint256 dust = series.dust();
        while (funded < _coupons) { // At most MAX_COUPONS times.
            uint256 needed = couponCash(funded + 1);
            if (pot < needed) break;
            pot -= needed;
            ++funded;
            dust += needed * fractionsPerUnit - _issued * (earnedThrough(funded) - earnedThrough(funded - 1));
        }
        _couponPot = uint128(pot);
        _setSeries(series.withFunded(funded).withDust(dust));
        emit CouponsFunded(msg.sender, received, funded);
    }

    /// @notice Pays cash in for the principal; redemption begins once it is there in whole.
    function fundPrincipal(uint256 amount) external nonReentrant onlyRole(PAYER_ROLE) {
        SeriesWord series = _fundable();
        uint256 received = _receive(amount);
        uint256 pot = _principalPot + received;
        uint256 needed = _issued * _denomination;
        bool complete = series.has(SeriesWords.PRINCIPAL_FUNDED);
        if (!complete && pot >= needed) {
            pot -= needed;
            complete = true;
            _setSeries(series.withFlag(SeriesWords.PRINCIPAL_FUNDED));
        }
        _principalPot = uint128(pot);
        emit PrincipalFunded(msg.sender, received, complete);
    }

    /// @notice Pays the caller the coupons due to him; fractions stay with him for the next time.
    function claim() external nonReentrant returns (uint256 amount) {
        SeriesWord series = _rollSeries();
        _requireNotPaused(series, PAUSE_COUPONS);
        AccountWord word = _upToDate(msg.sender, series);
        require(!word.has(AccountWords.LOCKED), AccountLocked(msg.sender));
        (word, amount) = _withoutWholeUnits(word);
        require(amount != 0, NothingDue(msg.sender));
        _setAccount(msg.sender, word);
        _pay(msg.sender, amount);
        emit CouponsPaid(msg.sender, amount);
    }

    /// @notice Pays many accounts their coupons. An account that is locked or has nothing due is passed over, and one the
    /// currency refuses keeps its claim.
    function payCoupons(address[] calldata accounts) external nonReentrant onlyRole(PAYER_ROLE) {
        _checkBatch(accounts.length, accounts.length);
        SeriesWord series = _rollSeries();
        _requireNotPaused(series, PAUSE_COUPONS);
        uint256 before = IERC20(_currency).balanceOf(address(this));
        uint256 sum;
        for (uint256 i = 0; i < accounts.length; ++i) {
            address account = accounts[i];
            AccountWord word = _account(account);
            if (word.has(AccountWords.LOCKED)) continue;
            uint256 amount;
            (word, amount) = _withoutWholeUnits(_collected(account, _settled(account, word, series), series));
            _setAccount(account, word);
            if (amount == 0) continue;
            if (IERC20(_currency).trySafeTransfer(account, amount)) {
                unchecked { // No more than was ever funded.
                    sum += amount;
                }
                emit CouponsPaid(account, amount);
            } else {
                _giveBack(account, amount);
            }
        }
        _checkTaken(before, sum);
    }

    /// @notice Redeems what the caller may dispose of: burns it, pays the principal and the coupons due.
    function redeem() external nonReentrant {
        SeriesWord series = _redeemable();
        (AccountWord word, uint256 tokens, uint256 coupons) = _redemption(msg.sender, series);
        require(word.isEligible(), ERC7943CannotSend(msg.sender));
        require(tokens != 0, NothingDue(msg.sender));
        _burn(msg.sender, word, tokens, series);
        uint256 principal = tokens * _denomination;
        _pay(msg.sender, principal + coupons);
        emit Redeemed(msg.sender, tokens, principal, coupons);
    }

    /// @notice Redeems for many accounts. One that is not eligible, has nothing to redeem, or whose payment the currency
    /// refuses keeps everything and can be redeemed later.
    function redeemFor(address[] calldata accounts) external nonReentrant onlyRole(PAYER_ROLE) {
        _checkBatch(accounts.length, accounts.length);
        _redeemable();
        uint256 before = IERC20(_currency).balanceOf(address(this));
        uint256 sum;
        for (uint256 i = 0; i < accounts.length; ++i) {
            try this.redeemOne(accounts[i]) returns (uint256 paid) {
                sum += paid;
            } catch {
                emit NotRedeemed(accounts[i]);
            }
        }
        _checkTaken(before, sum);
    }

    /// @notice One step of redeemFor; only this contract itself calls it, so that a failure undoes this one account.
    function redeemOne(address account) external returns (uint256 paid) {
        require(msg.sender == address(this), NotAnAccount(msg.sender));
        SeriesWord series = _storedSeries();
        (AccountWord word, uint256 tokens, uint256 coupons) = _redemption(account, series);
        require(word.isEligible(), ERC7943CannotSend(account));
        require(tokens != 0, NothingDue(account));
        _burn(account, word, tokens, series);
        paid = tokens * _denomination + coupons;
        IERC20(_currency).safeTransfer(account, paid);
        emit Redeemed(account, tokens, tokens * _denomination, coupons);
    }

    /// @notice Gives up the fraction of an account that holds nothing and can earn nothing more.
    function releaseDust(address account) external {
        SeriesWord series = _rollSeries();
        AccountWord word = _upToDate(account, series);
        uint256 left = word.accrued();
        bool isDust = word.balance() == 0 && !word.has(AccountWords.OWED) && left < fractionsPerUnit
            && series.funded() == _coupons && series.passed() == _coupons;
        require(isDust, NotDust(account));
        _setAccount(account, word.withAccrued(0));
        _setSeries(series.withDust(series.dust() + left));
    }

    /// @notice Returns what belongs to no holder: pots beyond the last coupon and the principal, and released dust.
    function withdrawExcess(address to) external nonReentrant onlyRole(PAYER_ROLE) returns (uint256 amount) {
        SeriesWord series = _rollSeries();
        amount = series.dust() / fractionsPerUnit;
        _setSeries(series.withDust(series.dust() % fractionsPerUnit));
        if (series.funded() == _coupons) {
            amount += _couponPot;
            _couponPot = 0;
        }
        if (series.has(SeriesWords.PRINCIPAL_FUNDED)) {
            amount += _principalPot;
            _principalPot = 0;
        }
        require(amount != 0, NothingDue(to));
        _pay(to, amount);
        emit ExcessWithdrawn(to, amount);
    }

    function _fundable() private returns (SeriesWord series) {
        series = _rollSeries();
        require(series.has(SeriesWords.ISSUANCE_CLOSED), IssuanceNotClosed());
    }

    function _redeemable() private returns (SeriesWord series) {
        series = _rollSeries();
        _requireNotPaused(series, PAUSE_REDEMPTION);
        require(block.timestamp >= _maturityDate, NotMatured(_maturityDate));
        require(series.has(SeriesWords.PRINCIPAL_FUNDED), PrincipalNotFunded());
    }

    function _upToDate(address account, SeriesWord series) private returns (AccountWord) {
        return _collected(account, _settled(account, _account(account), series), series);
    }

    /// @dev The account as it will be, the tokens to burn and the coupons due, in the smallest unit of the currency.
    function _redemption(address account, SeriesWord series)
        private
        returns (AccountWord word, uint256 tokens, uint256 coupons)
    {
        word = _upToDate(account, series);
        tokens = word.unfrozen();
        (word, coupons) = _withoutWholeUnits(word);
    }

    /// @dev Takes out of the accrued fractions what makes whole units of the currency.
    function _withoutWholeUnits(AccountWord word) private view returns (AccountWord, uint256 amount) {
        uint256 accrued = word.accrued();
        amount = accrued / fractionsPerUnit;
        unchecked { // What is taken out is no more than what was in.
            return (word.withAccrued(accrued - amount * fractionsPerUnit), amount);
        }
    }

    function _burn(address account, AccountWord word, uint256 tokens, SeriesWord series) private {
        uint256 left;
        unchecked { // Only unfrozen tokens are burnt.
            left = word.balance() - tokens;
        }
        if (left == 0 && series.funded() == _coupons && !word.has(AccountWords.OWED)) {
            series = series.withDust(series.dust() + word.accrued());
            word = word.withAccrued(0);
        }
        _setAccount(account, word.withBalance(left));
        _setSeries(series.withSupply(series.supply() - tokens));
        emit Transfer(account, address(0), tokens);
    }

    /// @dev Read again: the currency may have called back.
    function _giveBack(address account, uint256 amount) private {
        AccountWord word = _account(account);
        _setAccount(account, word.withAccrued(word.accrued() + amount * fractionsPerUnit));
        emit PaymentFailed(account, amount);
    }

    function _receive(uint256 amount) private returns (uint256 received) {
        uint256 before = IERC20(_currency).balanceOf(address(this));
        IERC20(_currency).safeTransferFrom(msg.sender, address(this), amount);
        received = IERC20(_currency).balanceOf(address(this)) - before;
        require(received < 1 << 127, TermsTooLarge());
    }

    function _pay(address to, uint256 amount) private {
        uint256 before = IERC20(_currency).balanceOf(address(this));
        IERC20(_currency).safeTransfer(to, amount);
        _checkTaken(before, amount);
    }

    function _checkTaken(uint256 before, uint256 paid) private view {
        uint256 left = IERC20(_currency).balanceOf(address(this));
        if (left < before) require(before - left <= paid, CurrencyTookMore(paid, before - left));
    }
}
