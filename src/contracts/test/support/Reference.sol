// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BondToken} from "../../src/BondToken.sol";
import {PlainCash} from "../cash/PlainCash.sol";
import {Checks} from "./Checks.sol";
import {Vm} from "./Vm.sol";

/// @notice What each person must have earned, kept by noting every balance when a record second is over.
abstract contract Reference is Checks {
    address internal constant ADMINISTRATOR = address(0xAD);
    address internal constant ISSUER = address(0x15);
    address internal constant AGENT = address(0xA6);
    address internal constant PAUSER = address(0xBA);
    address internal constant PAYER = address(0xBE);

    BondToken public bond;
    PlainCash public cash;
    address[] public people;
    uint256 public wrong;
    string public lastWrong;

    mapping(uint256 coupon => mapping(address account => uint256)) public heldAtRecord;
    /// @notice Coupons paid, in the smallest unit of the currency.
    mapping(address account => uint256) public couponsPaid;
    /// @notice Principal paid, in the smallest unit of the currency.
    mapping(address account => uint256) public principalPaid;
    mapping(address account => uint256) public tokensRedeemed;
    /// @notice Fractions released as dust.
    mapping(address account => uint256) public givenUp;
    uint256 private _noted;

    constructor(BondToken bond_, PlainCash cash_, address[] memory people_) {
        (bond, cash, people) = (bond_, cash_, people_);
    }

    /// @dev Balances change only through the actions: before the first one after a record second they are what they
    /// were at its end.
    modifier noted() {
        uint256 coupons = bond.coupons();
        while (_noted < coupons && block.timestamp > bond.recordTime(_noted + 1)) {
            ++_noted;
            for (uint256 i = 0; i < people.length; ++i) heldAtRecord[_noted][people[i]] = bond.balanceOf(people[i]);
        }
        _;
    }

    function count() external view returns (uint256) {
        return people.length;
    }

    /// @notice Fractions the person has earned with the coupons that are over and paid in.
    function earned(address account) external view returns (uint256 fractions) {
        uint256 funded = bond.fundedCoupons();
        for (uint256 k = 1; k <= bond.coupons() && block.timestamp > bond.recordTime(k) && k <= funded; ++k) {
            uint256 held = k <= _noted ? heldAtRecord[k][account] : bond.balanceOf(account);
            fractions += held * (bond.earnedThrough(k) - bond.earnedThrough(k - 1));
        }
    }

    function person(uint256 seed) internal view returns (address) {
        return people[seed % people.length];
    }

    function isPaused(uint8 scope) internal view returns (bool) {
        return bond.pausedScopes() & scope != 0;
    }

    function agree(bool claim, string memory what) internal {
        if (claim) return;
        ++wrong;
        lastWrong = what;
    }

    /// @dev Carries out a call that may pay the account, and books what left the contract.
    function paying(address caller, bytes memory call, address account) internal returns (bool done) {
        uint256 cashBefore = cash.balanceOf(address(bond));
        uint256 tokens = bond.balanceOf(account);
        vm.prank(caller);
        (done,) = address(bond).call(call);
        uint256 paid = cashBefore - cash.balanceOf(address(bond));
        uint256 redeemed = tokens - bond.balanceOf(account);
        tokensRedeemed[account] += redeemed;
        principalPaid[account] += redeemed * bond.denomination();
        couponsPaid[account] += paid - redeemed * bond.denomination();
        uint256 fractions = bond.accruedOf(account);
        if (redeemed != 0 && bond.balanceOf(account) == 0 && bond.fundedCoupons() == bond.coupons() && fractions == 0) {
            givenUp[account] = this.earned(account) - couponsPaid[account] * bond.fractionsPerUnit();
        }
    }

    /// @dev A recovered account's past goes with it.
    function inherit(address from, address to) internal {
        for (uint256 k = 1; k <= _noted; ++k) {
            heldAtRecord[k][to] += heldAtRecord[k][from];
            heldAtRecord[k][from] = 0;
        }
        couponsPaid[to] += couponsPaid[from];
        principalPaid[to] += principalPaid[from];
        tokensRedeemed[to] += tokensRedeemed[from];
        givenUp[to] += givenUp[from];
        (couponsPaid[from], principalPaid[from], tokensRedeemed[from], givenUp[from]) = (0, 0, 0, 0);
    }

    function found(bytes32 topic) internal returns (bool) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) if (logs[i].topics[0] == topic) return true;
        return false;
    }
}
