// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The commands of forge's virtual machine that the tests use.
interface Vm {
    /// @notice Gas of a call that ran as a transaction of its own.
    struct Gas {
        uint64 gasLimit;
        uint64 gasTotalUsed;
        uint64 gasMemoryUsed;
        int64 gasRefunded;
        uint64 gasRemaining;
    }

    /// @notice A log as recorded.
    struct Log {
        bytes32[] topics;
        bytes data;
        address emitter;
    }

    function prank(address sender) external;
    function startPrank(address sender) external;
    function stopPrank() external;
    function warp(uint256 second) external;
    function expectRevert() external;
    function expectRevert(bytes4 selector) external;
    function expectRevert(bytes calldata data) external;
    function expectEmit(bool a, bool b, bool c, bool data, address emitter) external;
    function lastCallGas() external view returns (Gas memory);
    function recordLogs() external;
    function getRecordedLogs() external returns (Log[] memory);
    function readFile(string calldata path) external view returns (string memory);
    function parseJsonUint(string calldata json, string calldata key) external pure returns (uint256);
    function snapshotState() external returns (uint256);
    function revertToState(uint256 snapshot) external returns (bool);
}
