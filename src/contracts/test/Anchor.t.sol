// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {LedgerAnchor} from "../src/LedgerAnchor.sol";
import {Checks} from "./support/Checks.sol";

/// @notice Trees of up to 40 leaves are built here from their definition in RFC 6962, section 2.1, by recursion; so are
/// the proofs, and the contract checks them by the loop of RFC 9162.
contract AnchorTest is Checks {
    LedgerAnchor private anchor;

    function setUp() external {
        anchor = new LedgerAnchor(address(this), address(this));
    }

    function test_Anchor_EveryPairOfSizes_IsProvenAndNoOtherRootPasses() external {
        for (uint256 first = 1; first < 20; ++first) {
            for (uint256 second = first + 1; second <= 20; ++second) {
                anchor = new LedgerAnchor(address(this), address(this));
                bytes32[] memory proof = prove(first, 0, second, true);
                bytes32 next = root(0, second);
                anchor.anchor(1, uint64(first), root(0, first), new bytes32[](0));
                vm.expectRevert();
                anchor.anchor(2, uint64(second), next ^ bytes32(uint256(1)), proof);
                anchor.anchor(2, uint64(second), next, proof);
            }
        }
    }

    function test_Anchor_RewrittenHistory_IsRefused() external {
        anchor.anchor(1, 7, sha256("what was anchored"), new bytes32[](0));
        bytes32[] memory proof = prove(7, 0, 12, true);
        bytes32 rewritten = root(0, 12);
        vm.expectRevert(abi.encodeWithSelector(LedgerAnchor.NotConsistent.selector, 7, 12));
        anchor.anchor(2, 12, rewritten, proof);
    }

    function test_Anchor_SmallerOrSame_IsRefused() external {
        anchor.anchor(5, 8, root(0, 8), new bytes32[](0));
        bytes32 same8 = root(0, 8);
        vm.expectRevert(abi.encodeWithSelector(LedgerAnchor.NotGrowing.selector, 8, 6));
        anchor.anchor(6, 8, same8, new bytes32[](0));
        vm.expectRevert(abi.encodeWithSelector(LedgerAnchor.NotGrowing.selector, 9, 5));
        anchor.anchor(5, 9, same8, new bytes32[](0));
        same(1, anchor.heads(), "append only");
        same(8, anchor.latest().size, "unchanged");
    }

    function test_Anchor_ProofTooLongOrShort_IsRefused() external {
        anchor.anchor(1, 3, root(0, 3), new bytes32[](0));
        bytes32 root7 = root(0, 7);
        bytes32[] memory proof = prove(3, 0, 7, true);
        bytes32[] memory shorter = new bytes32[](proof.length - 1);
        bytes32[] memory longer = new bytes32[](proof.length + 1);
        for (uint256 i = 0; i < shorter.length; ++i) shorter[i] = proof[i];
        for (uint256 i = 0; i < proof.length; ++i) longer[i] = proof[i];
        vm.expectRevert(abi.encodeWithSelector(LedgerAnchor.NotConsistent.selector, 3, 7));
        anchor.anchor(2, 7, root7, shorter);
        vm.expectRevert(abi.encodeWithSelector(LedgerAnchor.NotConsistent.selector, 3, 7));
        anchor.anchor(2, 7, root7, longer);
        anchor.anchor(2, 7, root7, proof);
    }

    function test_Anchor_ByAnyoneElse_IsRefused() external {
        vm.expectRevert(abi.encodeWithSelector(LedgerAnchor.NotWriter.selector, address(0xE7E)));
        vm.prank(address(0xE7E));
        anchor.anchor(1, 1, bytes32(0), new bytes32[](0));
        vm.expectRevert();
        vm.prank(address(0xE7E));
        anchor.setWriter(address(0xE7E));
    }

    function root(uint256 from, uint256 count) private pure returns (bytes32) {
        if (count == 1) return sha256(abi.encodePacked(bytes1(0x00), from));
        uint256 left = split(count);
        return sha256(abi.encodePacked(bytes1(0x01), root(from, left), root(from + left, count - left)));
    }

    /// @dev SUBPROOF of RFC 6962, section 2.1.2.
    function prove(uint256 first, uint256 from, uint256 count, bool whole) private pure returns (bytes32[] memory path) {
        if (first == count) {
            path = new bytes32[](whole ? 0 : 1);
            if (!whole) path[0] = root(from, count);
            return path;
        }
        uint256 left = split(count);
        return first <= left
            ? append(prove(first, from, left, whole), root(from + left, count - left))
            : append(prove(first - left, from + left, count - left, false), root(from, left));
    }

    /// @dev The largest power of two below the count.
    function split(uint256 count) private pure returns (uint256 left) {
        left = 1;
        while (left * 2 < count) left *= 2;
    }

    function append(bytes32[] memory list, bytes32 last) private pure returns (bytes32[] memory longer) {
        longer = new bytes32[](list.length + 1);
        for (uint256 i = 0; i < list.length; ++i) longer[i] = list[i];
        longer[list.length] = last;
    }
}
