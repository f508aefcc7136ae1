// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

/// @notice The fungible interface of ERC-7943; its ERC-165 number is 0x3edbb4c4.
interface IERC7943Fungible is IERC165 {
    /// @notice Tokens were moved without their holder.
    event ForcedTransfer(address indexed from, address indexed to, uint256 amount);
    /// @notice From now on `amount` tokens of the account are frozen.
    event Frozen(address indexed account, uint256 amount);

    /// @notice The account may not send.
    error ERC7943CannotSend(address account);
    /// @notice The account may not receive.
    error ERC7943CannotReceive(address account);
    /// @notice A rule forbids this transfer.
    error ERC7943CannotTransfer(address from, address to, uint256 amount);
    /// @notice The account holds enough, but too much of it is frozen.
    error ERC7943InsufficientUnfrozenBalance(address account, uint256 amount, uint256 unfrozen);

    /// @notice Moves tokens on an agent's order.
    function forcedTransfer(address from, address to, uint256 amount) external returns (bool result);
    /// @notice Sets, not adds to, the frozen amount; it may exceed the balance and then binds what arrives later.
    function setFrozenTokens(address account, uint256 amount) external returns (bool result);
    /// @notice Whether the account may send at all.
    function canSend(address account) external view returns (bool allowed);
    /// @notice Whether the account may receive at all.
    function canReceive(address account) external view returns (bool allowed);
    /// @notice The amount set, in tokens.
    function getFrozenTokens(address account) external view returns (uint256 amount);
    /// @notice Whether this very transfer would succeed now.
    function canTransfer(address from, address to, uint256 amount) external view returns (bool allowed);
}
