// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Ownable2Step, Ownable} from "@openzeppelin/contracts/access/Ownable2Step.sol";

/// @title Heads of the public ledger, where the operator cannot rewrite them
/// @notice A head is accepted only from the writer, whose transaction signs it, only when the ledger has grown, and only
/// with a proof that the new tree begins with the old one. So the chain itself refuses a rewritten ledger.
/// @dev Trees are those of RFC 6962 over SHA-256; the proof is the consistency proof of RFC 9162, section 2.1.4.
contract LedgerAnchor is Ownable2Step {
    /// @param root Root of the tree over all transfers.
    /// @param size Transfers in the tree.
    /// @param height The ledger's own block that ends with them.
    /// @param recordedAt Second of the chain's block.
    struct Head {
        bytes32 root;
        uint64 size;
        uint64 height;
        uint64 recordedAt;
    }

    /// @notice A tree of 2^64 leaves needs no longer proof.
    uint256 public constant MAX_PROOF = 65;

    /// @notice Who may anchor.
    address public writer;
    Head[] private _heads;

    /// @notice A head was anchored.
    event Anchored(uint256 indexed number, uint64 indexed height, uint64 size, bytes32 root);
    /// @notice Another account anchors from now on.
    event WriterChanged(address indexed writer);

    /// @notice Only the writer anchors.
    error NotWriter(address sender);
    /// @notice Size and height must both grow.
    error NotGrowing(uint64 size, uint64 height);
    /// @notice The new tree does not begin with the old one, or the proof is not its proof.
    error NotConsistent(uint64 oldSize, uint64 newSize);

    constructor(address owner, address firstWriter) Ownable(owner) {
        writer = firstWriter;
        emit WriterChanged(firstWriter);
    }

    /// @notice Hands the pen to another account.
    function setWriter(address next) external onlyOwner {
        writer = next;
        emit WriterChanged(next);
    }

    /// @notice Anchors a head.
    /// @param proof Consistency with the head before; empty for the first head.
    function anchor(uint64 height, uint64 size, bytes32 root, bytes32[] calldata proof) external {
        require(msg.sender == writer, NotWriter(msg.sender));
        uint256 count = _heads.length;
        if (count == 0) {
            require(size != 0, NotGrowing(size, height));
        } else {
            Head memory last = _heads[count - 1];
            require(size > last.size && height > last.height, NotGrowing(size, height));
            require(_isConsistent(last.size, size, last.root, root, proof), NotConsistent(last.size, size));
        }
        _heads.push(Head(root, size, height, uint64(block.timestamp)));
        emit Anchored(count, height, size, root);
    }

    /// @notice How many heads there are.
    function heads() external view returns (uint256) {
        return _heads.length;
    }

    /// @notice One head, from 0.
    function headAt(uint256 number) external view returns (Head memory) {
        return _heads[number];
    }

    /// @notice The last head; all zero when there is none.
    function latest() external view returns (Head memory head) {
        if (_heads.length != 0) head = _heads[_heads.length - 1];
    }

    function _isConsistent(uint64 first, uint64 second, bytes32 oldRoot, bytes32 newRoot, bytes32[] calldata proof)
        private
        pure
        returns (bool)
    {
        if (proof.length > MAX_PROOF) return false;
        uint64 left = first - 1;
        uint64 right = second - 1;
        while (left & 1 == 1) (left, right) = (left >> 1, right >> 1);
        uint256 next;
        bytes32 node = oldRoot;
        if (left != 0) { // The old tree is not one whole subtree of the new: the proof names where to begin.
            if (proof.length == 0) return false;
            node = proof[0];
            next = 1;
        }
        bytes32 oldNode = node;
        bytes32 newNode = node;
        for (; next < proof.length; ++next) {
            if (right == 0) return false;
            bytes32 sibling = proof[next];
            if (left & 1 == 1 || left == right) {
                oldNode = _node(sibling, oldNode);
                newNode = _node(sibling, newNode);
                while (left & 1 == 0 && left != 0) (left, right) = (left >> 1, right >> 1);
            } else {
                newNode = _node(newNode, sibling);
            }
            (left, right) = (left >> 1, right >> 1);
        }
        return right == 0 && oldNode == oldRoot && newNode == newRoot;
    }

    function _node(bytes32 a, bytes32 b) private pure returns (bytes32) {
        return sha256(abi.encodePacked(bytes1(0x01), a, b));
    }
}
