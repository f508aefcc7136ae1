// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Ownable2Step, Ownable} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {IBondVocabulary} from "./interfaces/IBondVocabulary.sol";

/// @title Which contract is which series
/// @notice A series is entered once under its ISIN and stays; nothing is replaced or removed.
contract BondRegistry is Ownable2Step {
    mapping(bytes32 isinHash => address token) private _tokens;
    address[] private _all;

    /// @notice A series was entered.
    event Registered(string isin, address indexed token);

    /// @notice This ISIN has its contract already.
    error AlreadyRegistered(string isin, address token);
    /// @notice There is no contract at the address.
    error NoContract(address token);

    constructor(address owner) Ownable(owner) {}

    /// @notice Enters a series under the ISIN its contract names.
    function register(address token) external onlyOwner {
        require(token.code.length != 0, NoContract(token));
        string memory isin = IBondVocabulary(token).isin();
        bytes32 key = keccak256(bytes(isin));
        require(_tokens[key] == address(0), AlreadyRegistered(isin, _tokens[key]));
        _tokens[key] = token;
        _all.push(token);
        emit Registered(isin, token);
    }

    /// @notice The contract of a series, or zero.
    function tokenOf(string calldata isin) external view returns (address) {
        return _tokens[keccak256(bytes(isin))];
    }

    /// @notice How many series there are.
    function count() external view returns (uint256) {
        return _all.length;
    }

    /// @notice The contract of one series, from 0 in the order of entry.
    function tokenAt(uint256 number) external view returns (address) {
        return _all[number];
    }
}
