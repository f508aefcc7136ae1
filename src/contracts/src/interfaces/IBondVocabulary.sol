// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The named getters of ERC-7092, as vocabulary only.
/// @dev Conformance to ERC-7092 is not claimed: its own transfer and allowance functions are left to ERC-20, and it has
/// no words for issuing, paying or redeeming. Source of the names: ERC-7092, section Specification.
interface IBondVocabulary {
    /// @notice The ISIN, twelve characters.
    function isin() external view returns (string memory);
    /// @notice The token coupons and principal are paid in.
    function currency() external view returns (address);
    /// @notice Principal of one token, in the smallest unit of the currency.
    function denomination() external view returns (uint256);
    /// @notice The most that may be issued, as principal in the smallest unit of the currency.
    function issueVolume() external view returns (uint256);
    /// @notice The nominal rate for a full year, in parts per million.
    function couponRate() external view returns (uint256);
    /// @notice Payments in a year.
    function couponFrequency() external view returns (uint256);
    /// @notice Seconds since 1970.
    function issueDate() external view returns (uint256);
    /// @notice Seconds since 1970; from this second on tokens are redeemed.
    function maturityDate() external view returns (uint256);
    /// @notice Principal held by the account, in the smallest unit of the currency.
    function principalOf(address account) external view returns (uint256);
}
