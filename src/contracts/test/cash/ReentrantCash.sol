// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {PlainCash} from "./PlainCash.sol";

/// @notice Calls back in the middle of a transfer, as its owner likes.
contract ReentrantCash is PlainCash {
    address public target;
    bytes public call;
    bool public isInside;
    bool public succeeded;

    function callBack(address to, bytes calldata data) external {
        target = to;
        call = data;
    }

    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, amount);
        if (target == address(0) || isInside || from == address(0)) return;
        isInside = true;
        (bool done,) = target.call(call);
        succeeded = succeeded || done;
        isInside = false;
    }
}
