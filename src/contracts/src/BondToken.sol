// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IBondVocabulary} from "./interfaces/IBondVocabulary.sol";
import {IERC7943Fungible} from "./interfaces/IERC7943Fungible.sol";
import {BondPayments} from "./token/BondPayments.sol";
import {BondRoles} from "./token/BondRoles.sol";
import {BondTerms, Terms} from "./token/BondTerms.sol";

/// @title One series of municipal bonds
/// @notice ERC-20 with whole tokens, ERC-7943 for the rules of a regulated asset, ERC-7092's names for reading the terms.
/// Coupons count themselves while tokens change hands; the terms cannot change and the code cannot be replaced.
contract BondToken is BondPayments {
    /// @param terms The terms, for good.
    /// @param administrator Hands out the roles.
    constructor(Terms memory terms, address administrator) BondTerms(terms) BondRoles(administrator) {}

    /// @notice Principal held by the account, in the smallest unit of the currency.
    function principalOf(address account) external view returns (uint256) {
        return _account(account).balance() * _denomination;
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) public view override(AccessControl, IERC165) returns (bool) {
        return interfaceId == type(IERC7943Fungible).interfaceId || interfaceId == type(IERC20).interfaceId
            || interfaceId == type(IBondVocabulary).interfaceId || super.supportsInterface(interfaceId);
    }
}
