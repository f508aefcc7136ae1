// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";

/// @notice Who may do what. The roles are apart: none implies another, and the administrator only hands them out.
abstract contract BondRoles is AccessControl {
    /// @notice Issues tokens up to the volume, then closes the issue.
    bytes32 public constant ISSUER_ROLE = keccak256("ISSUER_ROLE");
    /// @notice Keeps the list of eligible accounts; freezes, moves and recovers by order.
    bytes32 public constant AGENT_ROLE = keccak256("AGENT_ROLE");
    /// @notice Pauses and resumes, scope by scope.
    bytes32 public constant PAUSER_ROLE = keccak256("PAUSER_ROLE");
    /// @notice Pays in coupons and principal, and pays them out in batches.
    bytes32 public constant PAYER_ROLE = keccak256("PAYER_ROLE");

    uint256 private _administrators;

    /// @notice Without an administrator no role could ever be given or taken again.
    error LastAdministrator();

    constructor(address administrator) {
        _grantRole(DEFAULT_ADMIN_ROLE, administrator);
    }

    /// @notice How many administrators there are; never zero.
    function administrators() external view returns (uint256) {
        return _administrators;
    }

    function _grantRole(bytes32 role, address account) internal override returns (bool granted) {
        granted = super._grantRole(role, account);
        if (granted && role == DEFAULT_ADMIN_ROLE) ++_administrators;
    }

    function _revokeRole(bytes32 role, address account) internal override returns (bool revoked) {
        revoked = super._revokeRole(role, account);
        if (revoked && role == DEFAULT_ADMIN_ROLE) {
            require(_administrators > 1, LastAdministrator());
            --_administrators;
        }
    }
}
