// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {PlainCash} from "./PlainCash.sol";

/// @notice Keeps one hundredth of every transfer.
contract FeeCash is PlainCash {
    function _update(address from, address to, uint256 amount) internal override {
        uint256 fee = from == address(0) || to == address(0) ? 0 : amount / 100;
        super._update(from, to, amount - fee);
        if (fee != 0) super._update(from, address(0), fee);
    }
}
