// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title Yen that the portal owes
/// @notice One unit is one yen kept in the portal's ledger for tokens outside; sent back to the portal it is credited
/// there. Coupons and principal are paid in it. For a chain without a yen of its own.
contract PortalCash is ERC20, Ownable {
    constructor(address portal) ERC20("Portal yen", "PJPY") Ownable(portal) {}

    /// @notice Yen are whole.
    function decimals() public pure override returns (uint8) {
        return 0;
    }

    /// @notice Creates what the ledger has set aside.
    function mint(address to, uint256 amount) external onlyOwner {
        _mint(to, amount);
    }

    /// @dev Yen at this contract would be nobody's.
    function _update(address from, address to, uint256 amount) internal override {
        require(to != address(this), ERC20InvalidReceiver(to));
        super._update(from, to, amount);
    }

    /// @notice Destroys what the caller holds.
    function burn(uint256 amount) external {
        _burn(msg.sender, amount);
    }
}
