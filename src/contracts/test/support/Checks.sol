// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Vm} from "./Vm.sol";

/// @notice Forge's commands and the few comparisons the tests need.
abstract contract Checks {
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    error Differs(string what, uint256 expected, uint256 actual);
    error Untrue(string what);

    function same(uint256 expected, uint256 actual, string memory what) internal pure {
        if (expected != actual) revert Differs(what, expected, actual);
    }

    function isTrue(bool claim, string memory what) internal pure {
        if (!claim) revert Untrue(what);
    }

    function atMost(uint256 limit, uint256 actual, string memory what) internal pure {
        if (actual > limit) revert Differs(what, limit, actual);
    }

    function one(address account) internal pure returns (address[] memory list) {
        list = new address[](1);
        list[0] = account;
    }

    function one(uint256 amount) internal pure returns (uint256[] memory list) {
        list = new uint256[](1);
        list[0] = amount;
    }
}
