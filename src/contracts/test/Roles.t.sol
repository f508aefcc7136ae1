// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BondToken} from "../src/BondToken.sol";
import {BondAgents} from "../src/token/BondAgents.sol";
import {BondRoles} from "../src/token/BondRoles.sol";
import {BondTerms, Terms} from "../src/token/BondTerms.sol";
import {BondTransfers} from "../src/token/BondTransfers.sol";
import {BondFixture} from "./support/BondFixture.sol";

contract RolesTest is BondFixture {
    /// @dev Every privileged function, and the one account that may call it.
    function privileged() private view returns (bytes[] memory calls, address[] memory by) {
        calls = new bytes[](15);
        by = new address[](15);
        address[] memory ann = one(ANN);
        uint256[] memory amount = one(uint256(1));
        (calls[0], by[0]) = (abi.encodeCall(bond.mint, (ann, amount)), ISSUER);
        (calls[1], by[1]) = (abi.encodeCall(bond.closeIssuance, ()), ISSUER);
        (calls[2], by[2]) = (abi.encodeCall(bond.setAllowed, (ann, true)), AGENT);
        (calls[3], by[3]) = (abi.encodeCall(bond.setLocked, (ann, false)), AGENT);
        (calls[4], by[4]) = (abi.encodeCall(bond.setFrozenTokens, (ANN, 0)), AGENT);
        (calls[5], by[5]) = (abi.encodeCall(bond.forcedTransfer, (ANN, BEN, 0)), AGENT);
        (calls[6], by[6]) = (abi.encodeCall(bond.batchForcedTransfer, (ann, ann, amount)), AGENT);
        (calls[7], by[7]) = (abi.encodeCall(bond.recover, (ANN, BEN)), AGENT);
        (calls[8], by[8]) = (abi.encodeCall(bond.setPaused, (0)), PAUSER);
        (calls[9], by[9]) = (abi.encodeCall(bond.fundCoupons, (1)), PAYER);
        (calls[10], by[10]) = (abi.encodeCall(bond.fundPrincipal, (1)), PAYER);
        (calls[11], by[11]) = (abi.encodeCall(bond.payCoupons, (ann)), PAYER);
        (calls[12], by[12]) = (abi.encodeCall(bond.redeemFor, (ann)), PAYER);
        (calls[13], by[13]) = (abi.encodeCall(bond.withdrawExcess, (PAYER)), PAYER);
        (calls[14], by[14]) = (abi.encodeCall(bond.grantRole, (bond.PAYER_ROLE(), EVE)), ADMINISTRATOR);
    }

    function test_Privileged_ByAnyOtherRole_IsRefused() external {
        (bytes[] memory calls, address[] memory by) = privileged();
        address[7] memory everyone = [ADMINISTRATOR, ISSUER, AGENT, PAUSER, PAYER, ANN, EVE];
        for (uint256 i = 0; i < calls.length; ++i) {
            for (uint256 j = 0; j < everyone.length; ++j) {
                if (everyone[j] == by[i]) continue;
                vm.prank(everyone[j]);
                (bool done, bytes memory answer) = address(bond).call(calls[i]);
                bytes4 missing = bytes4(keccak256("AccessControlUnauthorizedAccount(address,bytes32)"));
                isTrue(!done && bytes4(answer) == missing, "only its own role may call it");
            }
        }
    }

    function test_LastAdministrator_CannotGoNorBeRemoved() external {
        bytes32 role = bond.DEFAULT_ADMIN_ROLE();
        vm.expectRevert(BondRoles.LastAdministrator.selector);
        vm.prank(ADMINISTRATOR);
        bond.renounceRole(role, ADMINISTRATOR);

        vm.prank(ADMINISTRATOR);
        bond.grantRole(role, EVE);
        vm.prank(ADMINISTRATOR);
        bond.renounceRole(role, ADMINISTRATOR);
        same(1, bond.administrators(), "Eve is left");
        vm.expectRevert(BondRoles.LastAdministrator.selector);
        vm.prank(EVE);
        bond.revokeRole(role, EVE);
    }

    function test_SetPaused_StopsItsScopeOnly() external {
        fund(4);
        fundPrincipal();
        vm.warp(maturity());
        pause(bond.PAUSE_TRANSFERS());
        vm.expectRevert(abi.encodeWithSelector(BondTransfers.ScopePaused.selector, 1));
        move(ANN, BEN, 1);
        vm.prank(AGENT);
        bond.forcedTransfer(ANN, BEN, 1); // An order still works.
        vm.prank(ANN);
        bond.claim(); // And so does what is due.

        pause(bond.PAUSE_COUPONS());
        vm.expectRevert(abi.encodeWithSelector(BondTransfers.ScopePaused.selector, 2));
        vm.prank(BEN);
        bond.claim();
        move(ANN, BEN, 1);

        pause(bond.PAUSE_REDEMPTION());
        vm.expectRevert(abi.encodeWithSelector(BondTransfers.ScopePaused.selector, 4));
        vm.prank(BEN);
        bond.redeem();
        vm.prank(BEN);
        bond.claim();
    }

    function test_SetPaused_UnknownScope_IsRefused() external {
        vm.expectRevert(abi.encodeWithSelector(BondTransfers.UnknownScope.selector, 16));
        pause(16);
    }

    function test_Mint_AboveTheVolume_IsRefused() external {
        deploy(address(cash));
        mint(ANN, TOKENS - 1);
        vm.expectRevert(abi.encodeWithSelector(BondAgents.AboveIssueVolume.selector, 2, 1));
        mint(BEN, 2);
        mint(BEN, 1);
        same(TOKENS, bond.totalSupply(), "the volume");
    }

    function test_Mint_AfterClosingOrTheFirstRecordSecond_IsRefused() external {
        vm.expectRevert(BondAgents.IssuanceIsClosed.selector);
        mint(ANN, 1);
        deploy(address(cash));
        vm.warp(recordAt(1) + 1);
        vm.expectRevert(BondAgents.IssuanceIsClosed.selector);
        mint(ANN, 1);
    }

    function test_Mint_ToStranger_IsRefused() external {
        deploy(address(cash));
        vm.expectRevert();
        mint(EVE, 1);
    }

    function test_SetAllowed_TheContractItself_IsRefused() external {
        vm.expectRevert(abi.encodeWithSelector(BondAgents.NotAnAccount.selector, address(bond)));
        allow(address(bond));
    }

    function test_ForcedTransfer_Frozen_UnfreezesFirst() external {
        vm.prank(AGENT);
        bond.setFrozenTokens(ANN, 690);
        vm.prank(AGENT);
        bond.forcedTransfer(ANN, BEN, 50);

        same(650, bond.getFrozenTokens(ANN), "no more than is left: 700 - 50");
        same(350, bond.balanceOf(BEN), "300 + 50");
    }

    function test_ForcedTransfer_ToStranger_IsRefused() external {
        vm.expectRevert();
        vm.prank(AGENT);
        bond.forcedTransfer(ANN, EVE, 1);
    }

    function test_Terms_OutOfOrder_AreRefused() external {
        Terms memory wrong = terms(address(cash));
        wrong.recordTimes[2] = wrong.recordTimes[1];
        vm.expectRevert(abi.encodeWithSelector(BondTerms.RecordTimesNotInOrder.selector, 3));
        new BondToken(wrong, ADMINISTRATOR);

        wrong = terms(EVE);
        vm.expectRevert(abi.encodeWithSelector(BondTerms.CurrencyWithoutCode.selector, EVE));
        new BondToken(wrong, ADMINISTRATOR);

        wrong = terms(address(cash));
        wrong.regularCoupon = 1 << 103;
        vm.expectRevert(BondTerms.TermsTooLarge.selector);
        new BondToken(wrong, ADMINISTRATOR);
    }
}
