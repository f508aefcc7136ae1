// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {PlainCash} from "./PlainCash.sol";

/// @notice Refuses one receiver: by reverting, or by saying false.
contract RefusingCash is PlainCash {
    address public refused;
    bool public saysFalse;

    function refuse(address account, bool quietly) external {
        refused = account;
        saysFalse = quietly;
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        if (to == refused) {
            require(saysFalse, "refused");
            return false;
        }
        return super.transfer(to, amount);
    }
}
