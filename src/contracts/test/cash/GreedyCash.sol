// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {PlainCash} from "./PlainCash.sol";

/// @notice Takes one unit more from the sender than it was told to, once it is switched on.
contract GreedyCash is PlainCash {
    bool public isGreedy;

    function switchOn() external {
        isGreedy = true;
    }

    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, amount);
        if (isGreedy && from != address(0) && to != address(0)) super._update(from, address(0), 1);
    }
}
