// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What every transfer must know of the series, in one storage word.
/// @dev From the lowest bit: supply 64, dust 64, next record second 40, passed coupons 16, funded coupons 16, paused
/// scopes 8, flags 8.
type SeriesWord is uint256;

using SeriesWords for SeriesWord global;

/// @notice Reads and replaces the parts of the series' word.
library SeriesWords {
    /// @notice Nothing more is issued.
    uint256 internal constant ISSUANCE_CLOSED = 1 << 208;
    /// @notice The whole principal has been paid in.
    uint256 internal constant PRINCIPAL_FUNDED = 1 << 209;

    uint256 private constant WIDE = type(uint64).max;
    uint256 private constant SECOND = type(uint40).max;
    uint256 private constant COUPONS = type(uint16).max;

    /// @return In tokens.
    function supply(SeriesWord word) internal pure returns (uint256) {
        return SeriesWord.unwrap(word) & WIDE;
    }

    /// @return Fractions left over by accounts that hold nothing any more.
    function dust(SeriesWord word) internal pure returns (uint256) {
        return (SeriesWord.unwrap(word) >> 64) & WIDE;
    }

    /// @return The end of this second fixes who receives the next coupon; the largest value when none is left.
    function nextRecordAt(SeriesWord word) internal pure returns (uint256) {
        return (SeriesWord.unwrap(word) >> 128) & SECOND;
    }

    /// @return Coupons whose record second is over.
    function passed(SeriesWord word) internal pure returns (uint256) {
        return (SeriesWord.unwrap(word) >> 168) & COUPONS;
    }

    /// @return Coupons whose cash has been paid in, from the first.
    function funded(SeriesWord word) internal pure returns (uint256) {
        return (SeriesWord.unwrap(word) >> 184) & COUPONS;
    }

    /// @return The scopes that are paused, one bit each.
    function paused(SeriesWord word) internal pure returns (uint256) {
        return (SeriesWord.unwrap(word) >> 200) & 0xff;
    }

    function has(SeriesWord word, uint256 flag) internal pure returns (bool) {
        return SeriesWord.unwrap(word) & flag != 0;
    }

    function withSupply(SeriesWord word, uint256 tokens) internal pure returns (SeriesWord) {
        return SeriesWord.wrap((SeriesWord.unwrap(word) & ~WIDE) | tokens);
    }

    function withDust(SeriesWord word, uint256 fractions) internal pure returns (SeriesWord) {
        return SeriesWord.wrap((SeriesWord.unwrap(word) & ~(WIDE << 64)) | (fractions << 64));
    }

    function withPassed(SeriesWord word, uint256 coupons, uint256 nextAt) internal pure returns (SeriesWord) {
        uint256 rest = SeriesWord.unwrap(word) & ~((SECOND << 128) | (COUPONS << 168));
        return SeriesWord.wrap(rest | (nextAt << 128) | (coupons << 168));
    }

    function withFunded(SeriesWord word, uint256 coupons) internal pure returns (SeriesWord) {
        return SeriesWord.wrap((SeriesWord.unwrap(word) & ~(COUPONS << 184)) | (coupons << 184));
    }

    function withPaused(SeriesWord word, uint256 scopes) internal pure returns (SeriesWord) {
        return SeriesWord.wrap((SeriesWord.unwrap(word) & ~(uint256(0xff) << 200)) | (scopes << 200));
    }

    function withFlag(SeriesWord word, uint256 flag) internal pure returns (SeriesWord) {
        return SeriesWord.wrap(SeriesWord.unwrap(word) | flag);
    }
}
