// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Everything the token knows of one account, in one storage word: a transfer reads and writes two words.
/// @dev From the lowest bit: balance 64, frozen 64, accrued 104, settled coupons 16, flags 8.
type AccountWord is uint256;

using AccountWords for AccountWord global;

/// @notice Reads and replaces the parts of an account's word.
/// @dev Every setter expects a value that fits; the constructor of the token bounds what may come.
library AccountWords {
    /// @notice The account may hold tokens.
    uint256 internal constant ALLOWED = 1 << 248;
    /// @notice The account can neither send nor receive nor be paid until an agent unlocks it.
    uint256 internal constant LOCKED = 1 << 249;
    /// @notice The account is owed coupons that were not funded when its balance changed.
    uint256 internal constant OWED = 1 << 250;

    uint256 private constant TOKENS = type(uint64).max;
    uint256 private constant ACCRUED = (1 << 104) - 1;
    uint256 private constant COUPONS = type(uint16).max;

    /// @return In tokens.
    function balance(AccountWord word) internal pure returns (uint256) {
        return AccountWord.unwrap(word) & TOKENS;
    }

    /// @return In tokens; may exceed the balance, then tokens still to come are frozen as well.
    function frozen(AccountWord word) internal pure returns (uint256) {
        return (AccountWord.unwrap(word) >> 64) & TOKENS;
    }

    /// @return What the account may dispose of, in tokens.
    function unfrozen(AccountWord word) internal pure returns (uint256) {
        uint256 all = word.balance();
        uint256 held = word.frozen();
        unchecked {
            return held < all ? all - held : 0;
        }
    }

    /// @return Funded coupons not yet paid, in the series' fraction of the smallest unit of cash.
    function accrued(AccountWord word) internal pure returns (uint256) {
        return (AccountWord.unwrap(word) >> 128) & ACCRUED;
    }

    /// @return How many coupons, from the first, are already counted for this account.
    function settled(AccountWord word) internal pure returns (uint256) {
        return (AccountWord.unwrap(word) >> 232) & COUPONS;
    }

    function has(AccountWord word, uint256 flag) internal pure returns (bool) {
        return AccountWord.unwrap(word) & flag != 0;
    }

    /// @return Whether the account may send and receive.
    function isEligible(AccountWord word) internal pure returns (bool) {
        return AccountWord.unwrap(word) & (ALLOWED | LOCKED) == ALLOWED;
    }

    function withBalance(AccountWord word, uint256 tokens) internal pure returns (AccountWord) {
        return AccountWord.wrap((AccountWord.unwrap(word) & ~TOKENS) | tokens);
    }

    function withFrozen(AccountWord word, uint256 tokens) internal pure returns (AccountWord) {
        return AccountWord.wrap((AccountWord.unwrap(word) & ~(TOKENS << 64)) | (tokens << 64));
    }

    function withAccrued(AccountWord word, uint256 fractions) internal pure returns (AccountWord) {
        return AccountWord.wrap((AccountWord.unwrap(word) & ~(ACCRUED << 128)) | (fractions << 128));
    }

    function withSettled(AccountWord word, uint256 coupons) internal pure returns (AccountWord) {
        return AccountWord.wrap((AccountWord.unwrap(word) & ~(COUPONS << 232)) | (coupons << 232));
    }

    function withFlag(AccountWord word, uint256 flag, bool on) internal pure returns (AccountWord) {
        uint256 rest = AccountWord.unwrap(word) & ~flag;
        return AccountWord.wrap(on ? rest | flag : rest);
    }
}
