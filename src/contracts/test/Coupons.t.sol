// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BondPayments} from "../src/token/BondPayments.sol";
import {BondFixture} from "./support/BondFixture.sol";

contract CouponsTest is BondFixture {
    function claim(address account) internal returns (uint256) {
        vm.prank(account);
        return bond.claim();
    }

    function test_Claim_HolderAtTheRecordSecond_IsPaidOnce() external {
        fund(1);
        vm.warp(recordAt(1) + 1);

        same(43_750, claim(ANN), "700 of 62.5");
        same(43_750, cash.balanceOf(ANN), "in cash");
        vm.expectRevert(abi.encodeWithSelector(BondPayments.NothingDue.selector, ANN));
        claim(ANN);
    }

    function test_Claim_SoldInTheRecordSecond_BelongsToTheBuyer() external {
        fund(1);
        vm.warp(recordAt(1));
        move(ANN, CHO, 700);
        vm.warp(recordAt(1) + 1);

        same(0, bond.claimable(ANN), "sold in the last second that counts");
        same(43_750, bond.claimable(CHO), "700 of 62.5");
    }

    function test_Claim_SoldOneSecondLater_BelongsToTheSeller() external {
        fund(1);
        vm.warp(recordAt(1) + 1);
        move(ANN, CHO, 700);

        same(43_750, bond.claimable(ANN), "700 of 62.5");
        same(0, bond.claimable(CHO), "bought too late");
    }

    function test_Claim_BeforeTheRecordSecond_HasNothing() external {
        fund(4);
        vm.warp(recordAt(1));

        same(0, bond.claimable(ANN), "the record second is not over");
    }

    function test_Claim_FractionStaysForTheNext() external {
        fund(2);
        move(ANN, CHO, 1);
        vm.warp(recordAt(1) + 1);
        same(62, claim(CHO), "62.5 rounded down");
        vm.warp(recordAt(2) + 1);
        same(63, claim(CHO), "the half left over and 62.5");
    }

    function test_Claim_NotFunded_WaitsAndSurvivesTheSale() external {
        vm.warp(recordAt(1) + 1);
        same(0, bond.claimable(ANN), "nobody paid in");
        move(ANN, CHO, 700);
        same(1, bond.owedNotesOf(ANN), "noted");
        vm.warp(recordAt(1) + 30 days);
        fund(1);

        same(43_750, claim(ANN), "Ann held at the record second");
        same(0, bond.owedNotesOf(ANN), "settled");
        same(0, bond.claimable(CHO), "Cho did not");
    }

    function test_Claim_SecondUnfunded_DoesNotHoldUpTheFirst() external {
        fund(1);
        vm.warp(recordAt(2) + 1);
        move(BEN, ANN, 1);

        same(43_750, claim(ANN), "the first coupon on 700");
        fund(1);
        same(43_750, claim(ANN), "the second, on what was held when its second passed");
    }

    function test_Claim_SeveralLatePaymentsOneByOne_EachIsPaid() external {
        vm.warp(recordAt(3) + 1);
        move(ANN, CHO, 700);
        fund(1);
        same(43_750, claim(ANN), "first");
        fund(1);
        same(43_750, claim(ANN), "second");
        fund(1);
        same(43_750, claim(ANN), "third");
        same(0, bond.owedNotesOf(ANN), "settled");
    }

    function test_FundCoupons_ByHalves_FundsWhenWhole() external {
        vm.prank(PAYER);
        bond.fundCoupons(62_499);
        same(0, bond.fundedCoupons(), "one yen short");
        vm.prank(PAYER);
        bond.fundCoupons(1);
        same(1, bond.fundedCoupons(), "whole");
    }

    function test_FundCoupons_BeforeTheIssueIsClosed_IsRefused() external {
        deploy(address(cash));
        vm.expectRevert(BondPayments.IssuanceNotClosed.selector);
        fund(1);
    }

    function test_PayCoupons_Batch_PaysAllAndPassesOverTheLocked() external {
        fund(1);
        vm.warp(recordAt(1) + 1);
        vm.prank(AGENT);
        bond.setLocked(one(BEN), true);
        address[] memory accounts = new address[](3);
        (accounts[0], accounts[1], accounts[2]) = (ANN, BEN, CHO);
        vm.prank(PAYER);
        bond.payCoupons(accounts);

        same(43_750, cash.balanceOf(ANN), "700 of 62.5");
        same(0, cash.balanceOf(BEN), "locked");
        vm.prank(AGENT);
        bond.setLocked(one(BEN), false);
        same(18_750, claim(BEN), "300 of 62.5, kept for him");
    }

    function test_PayCoupons_LockedWithALateCoupon_LosesNothing() external {
        vm.warp(recordAt(1) + 1);
        move(BEN, BEN, 1); // Notes the first coupon, which nobody paid in.
        fund(1);
        vm.prank(AGENT);
        bond.setLocked(one(BEN), true);
        vm.prank(PAYER);
        bond.payCoupons(one(BEN));
        vm.prank(AGENT);
        bond.setLocked(one(BEN), false);

        same(18_750, claim(BEN), "300 of 62.5");
    }

    function test_Claim_OffTheList_IsStillPaid() external {
        fund(1);
        vm.warp(recordAt(1) + 1);
        vm.prank(AGENT);
        bond.setAllowed(one(ANN), false);

        same(43_750, claim(ANN), "earned before");
    }

    function test_Recover_CarriesFrozenAccruedAndOwed() external {
        fund(1);
        vm.warp(recordAt(2) + 1); // The second coupon is not paid in.
        vm.prank(AGENT);
        bond.setFrozenTokens(ANN, 25);
        vm.prank(AGENT);
        bond.recover(ANN, CHO);

        same(700, bond.balanceOf(CHO), "tokens");
        same(25, bond.getFrozenTokens(CHO), "frozen");
        same(0, bond.balanceOf(ANN), "nothing left behind");
        isTrue(bond.isLocked(ANN) && !bond.canReceive(ANN), "the lost account is closed");
        same(43_750, claim(CHO), "first coupon");
        fund(1);
        same(43_750, claim(CHO), "second coupon, paid late");
        same(0, bond.claimable(ANN), "not twice");
    }

    function test_ForcedTransfer_KeepsWhatWasEarned() external {
        fund(1);
        vm.warp(recordAt(1) + 1);
        vm.prank(AGENT);
        bond.forcedTransfer(ANN, CHO, 700);

        same(43_750, bond.claimable(ANN), "earned before the order");
        same(0, bond.claimable(CHO), "nothing yet");
    }
}
