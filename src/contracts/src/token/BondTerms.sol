// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ShortString, ShortStrings} from "@openzeppelin/contracts/utils/ShortStrings.sol";

/// @notice The terms of a series as handed to the constructor.
/// @param name At most 31 bytes.
/// @param symbol At most 31 bytes.
/// @param isin Twelve characters.
/// @param currency ERC-20 token in which everything is paid.
/// @param denomination Principal of one token in the currency's smallest unit.
/// @param issueTokens The most tokens that may ever be issued.
/// @param couponRate Nominal yearly rate in parts per million; for reading only, the amounts below are what is paid.
/// @param couponFrequency Payments in a year, 0 without coupons; for reading only.
/// @param issueDate Seconds since 1970.
/// @param maturityDate Seconds since 1970.
/// @param firstCoupon What one token earns with the first coupon, in fractions of the currency's smallest unit.
/// @param regularCoupon The same for every coupon between the first and the last.
/// @param lastCoupon The same for the last coupon, when there is more than one.
/// @param fractions How many fractions make one smallest unit: 2 lets a coupon of 62.5 be exact.
/// @param recordTimes The record second of each coupon, ascending; who holds at its end is entitled.
/// @param termsHash SHA-256 of the terms document of the portal.
struct Terms {
    string name;
    string symbol;
    string isin;
    address currency;
    uint256 denomination;
    uint64 issueTokens;
    uint32 couponRate;
    uint8 couponFrequency;
    uint40 issueDate;
    uint40 maturityDate;
    uint256 firstCoupon;
    uint256 regularCoupon;
    uint256 lastCoupon;
    uint32 fractions;
    uint40[] recordTimes;
    bytes32 termsHash;
}

/// @notice The terms of one series: set once, never changed, readable by name.
abstract contract BondTerms {
    using ShortStrings for string;
    using ShortStrings for ShortString;

    /// @notice Monthly coupons for twenty years.
    uint256 public constant MAX_COUPONS = 240;

    /// @notice SHA-256 of the terms document of the portal.
    bytes32 public immutable termsHash;
    /// @notice How many fractions make one smallest unit of the currency.
    uint256 public immutable fractionsPerUnit;

    ShortString private immutable _name;
    ShortString private immutable _symbol;
    ShortString private immutable _isin;
    address internal immutable _currency;
    uint256 internal immutable _denomination;
    uint256 internal immutable _issueTokens;
    uint256 private immutable _couponRate;
    uint256 private immutable _couponFrequency;
    uint256 private immutable _issueDate;
    uint256 internal immutable _maturityDate;
    uint256 private immutable _firstCoupon;
    uint256 private immutable _regularCoupon;
    uint256 private immutable _lastCoupon;
    uint256 internal immutable _coupons;
    uint40[] private _recordTimes;

    /// @notice The ISIN must have twelve characters.
    error IsinNotTwelveCharacters(string isin);
    /// @notice The currency must be a contract.
    error CurrencyWithoutCode(address currency);
    /// @notice A denomination, an issue and a divisor of zero mean nothing.
    error TermsZero();
    /// @notice Amounts of this size could not be counted in one word per account.
    error TermsTooLarge();
    /// @notice Record seconds must rise, end by the maturity and be no more than MAX_COUPONS.
    error RecordTimesNotInOrder(uint256 coupon);

    constructor(Terms memory terms) {
        require(bytes(terms.isin).length == 12, IsinNotTwelveCharacters(terms.isin));
        require(terms.currency.code.length != 0, CurrencyWithoutCode(terms.currency));
        require(terms.denomination != 0 && terms.issueTokens != 0 && terms.fractions != 0, TermsZero());
        _name = terms.name.toShortString();
        _symbol = terms.symbol.toShortString();
        _isin = terms.isin.toShortString();
        _currency = terms.currency;
        _denomination = terms.denomination;
        _issueTokens = terms.issueTokens;
        _couponRate = terms.couponRate;
        _couponFrequency = terms.couponFrequency;
        _issueDate = terms.issueDate;
        _maturityDate = terms.maturityDate;
        _firstCoupon = terms.firstCoupon;
        _regularCoupon = terms.regularCoupon;
        _lastCoupon = terms.lastCoupon;
        _coupons = terms.recordTimes.length;
        fractionsPerUnit = terms.fractions;
        termsHash = terms.termsHash;
        _recordTimes = terms.recordTimes;
        _checkRecordTimes(terms);
        _checkSize(terms);
    }

    /// @notice The name of the series.
    function name() public view returns (string memory) {
        return _name.toString();
    }

    /// @notice The short name of the series.
    function symbol() public view returns (string memory) {
        return _symbol.toString();
    }

    /// @notice Bonds are whole.
    function decimals() external pure returns (uint8) {
        return 0;
    }

    /// @notice The ISIN, twelve characters.
    function isin() external view returns (string memory) {
        return _isin.toString();
    }

    /// @notice The token coupons and principal are paid in.
    function currency() external view returns (address) {
        return _currency;
    }

    /// @notice Principal of one token, in the smallest unit of the currency.
    function denomination() external view returns (uint256) {
        return _denomination;
    }

    /// @notice The most that may be issued, as principal in the smallest unit of the currency.
    function issueVolume() external view returns (uint256) {
        return _denomination * _issueTokens;
    }

    /// @notice The nominal rate for a full year, in parts per million.
    function couponRate() external view returns (uint256) {
        return _couponRate;
    }

    /// @notice Payments in a year.
    function couponFrequency() external view returns (uint256) {
        return _couponFrequency;
    }

    /// @notice Seconds since 1970.
    function issueDate() external view returns (uint256) {
        return _issueDate;
    }

    /// @notice Seconds since 1970; from this second on tokens are redeemed.
    function maturityDate() external view returns (uint256) {
        return _maturityDate;
    }

    /// @notice How many coupons the series pays in all.
    function coupons() external view returns (uint256) {
        return _coupons;
    }

    /// @notice The record second of a coupon.
    /// @param coupon From 1.
    function recordTime(uint256 coupon) public view returns (uint256) {
        return _recordTimes[coupon - 1];
    }

    /// @notice What one token has earned with the first `count` coupons together, in fractions.
    function earnedThrough(uint256 count) public view returns (uint256) {
        unchecked { // The size check of the constructor bounds every term.
            if (count == 0) return 0;
            if (count == 1) return _firstCoupon;
            if (count < _coupons) return _firstCoupon + (count - 1) * _regularCoupon;
            return _firstCoupon + (count - 2) * _regularCoupon + _lastCoupon;
        }
    }

    function _checkRecordTimes(Terms memory terms) private pure {
        uint256 count = terms.recordTimes.length;
        require(count <= MAX_COUPONS, RecordTimesNotInOrder(MAX_COUPONS));
        uint256 before = terms.issueDate;
        for (uint256 i = 0; i < count; ++i) {
            uint256 second = terms.recordTimes[i];
            require(second > before && second < terms.maturityDate, RecordTimesNotInOrder(i + 1));
            before = second;
        }
        require(terms.maturityDate > terms.issueDate, RecordTimesNotInOrder(0));
    }

    /// @dev The whole issue in one account must fit the 104 bits of what an account has accrued, and the principal the
    /// 128 bits of a pot.
    function _checkSize(Terms memory terms) private pure {
        uint256 limit = 1 << 104;
        bool fits = terms.firstCoupon < limit && terms.regularCoupon < limit && terms.lastCoupon < limit
            && terms.denomination < limit;
        require(fits, TermsTooLarge());
        uint256 perToken = terms.firstCoupon + terms.regularCoupon * terms.recordTimes.length + terms.lastCoupon;
        require(perToken * terms.issueTokens < limit, TermsTooLarge());
        require(terms.denomination * terms.issueTokens <= type(uint128).max, TermsTooLarge());
    }
}
