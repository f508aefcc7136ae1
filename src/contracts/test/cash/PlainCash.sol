// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @notice An honest token, and the base of the dishonest ones.
contract PlainCash is ERC20("Test yen", "tJPY") {
    function decimals() public pure override returns (uint8) {
        return 0;
    }

    function print(address to, uint256 amount) external {
        _mint(to, amount);
    }
}
