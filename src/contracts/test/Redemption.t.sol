// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BondPayments} from "../src/token/BondPayments.sol";
import {BondFixture} from "./support/BondFixture.sol";

contract RedemptionTest is BondFixture {
    function redeem(address account) internal {
        vm.prank(account);
        bond.redeem();
    }

    function test_Redeem_PaysPrincipalAndEveryCouponDue() external {
        fund(4);
        fundPrincipal();
        vm.warp(maturity());
        redeem(ANN);

        same(7_175_000, cash.balanceOf(ANN), "700 x 10,000 + 4 x 700 x 62.5");
        same(0, bond.balanceOf(ANN), "burnt");
        same(300, bond.totalSupply(), "Ben's");
        vm.expectRevert(abi.encodeWithSelector(BondPayments.NothingDue.selector, ANN));
        redeem(ANN);
    }

    function test_Redeem_OneSecondEarly_IsRefused() external {
        fundPrincipal();
        vm.warp(maturity() - 1);
        vm.expectRevert(abi.encodeWithSelector(BondPayments.NotMatured.selector, maturity()));
        redeem(ANN);
    }

    function test_Redeem_PrincipalOneYenShort_IsRefused() external {
        vm.prank(PAYER);
        bond.fundPrincipal(TOKENS * FACE - 1);
        vm.warp(maturity());
        vm.expectRevert(BondPayments.PrincipalNotFunded.selector);
        redeem(ANN);
    }

    function test_Redeem_BuyerOfYesterday_IsPaid() external {
        fund(4);
        fundPrincipal();
        vm.warp(maturity() - 1 days);
        move(ANN, CHO, 100);
        vm.warp(maturity());
        redeem(CHO);

        same(1_000_000, cash.balanceOf(CHO), "100 x 10,000: every coupon was earned by Ann");
    }

    function test_Redeem_UnfundedCoupon_IsClaimedLater() external {
        fund(3);
        fundPrincipal();
        vm.warp(maturity());
        redeem(ANN);
        same(7_131_250, cash.balanceOf(ANN), "principal and three coupons");
        fund(1);
        vm.prank(ANN);
        same(43_750, bond.claim(), "the fourth");
    }

    function test_RedeemFor_Batch_RedeemsAllAndPassesOverTheLocked() external {
        fund(4);
        fundPrincipal();
        vm.warp(maturity());
        vm.prank(AGENT);
        bond.setLocked(one(BEN), true);
        address[] memory accounts = new address[](3);
        (accounts[0], accounts[1], accounts[2]) = (BEN, ANN, CHO);
        vm.prank(PAYER);
        bond.redeemFor(accounts);

        same(7_175_000, cash.balanceOf(ANN), "as if redeemed by herself");
        same(300, bond.balanceOf(BEN), "locked");
    }

    function test_RedeemFor_LockedWithALateCoupon_LosesNothing() external {
        vm.warp(recordAt(1) + 1);
        move(BEN, BEN, 1); // Notes the first coupon, which nobody paid in.
        fund(4);
        fundPrincipal();
        vm.warp(maturity());
        vm.prank(AGENT);
        bond.setLocked(one(BEN), true);
        vm.prank(PAYER);
        bond.redeemFor(one(BEN));
        vm.prank(AGENT);
        bond.setLocked(one(BEN), false);
        redeem(BEN);

        same(3_075_000, cash.balanceOf(BEN), "300 x 10,000 + 4 x 300 x 62.5");
    }

    function test_RedeemOne_FromOutside_IsRefused() external {
        vm.expectRevert();
        vm.prank(PAYER);
        bond.redeemOne(ANN);
    }

    function test_WithdrawExcess_AfterTheLast_LeavesNothingBehind() external {
        move(ANN, CHO, 1);
        move(BEN, CHO, 2); // 699, 298 and 3: halves everywhere.
        fund(4);
        fundPrincipal();
        vm.prank(PAYER);
        bond.fundCoupons(17); // Too much: nothing is left to fund.
        vm.warp(recordAt(1) + 1);
        vm.prank(CHO);
        same(187, bond.claim(), "3 x 62.5 rounded down");
        move(CHO, ANN, 3);
        vm.warp(maturity());
        redeem(ANN);
        redeem(BEN);
        bond.releaseDust(CHO);
        uint256 left = cash.balanceOf(address(bond));
        vm.prank(PAYER);
        same(left, bond.withdrawExcess(PAYER), "everything");

        same(0, cash.balanceOf(address(bond)), "not one yen stays");
        uint256 paid = cash.balanceOf(ANN) + cash.balanceOf(BEN) + cash.balanceOf(CHO);
        same(4 * 62_500 + TOKENS * FACE + 17 - left, paid, "what was paid in is paid out or returned");
    }

    function test_ReleaseDust_OfHolder_IsRefused() external {
        vm.expectRevert(abi.encodeWithSelector(BondPayments.NotDust.selector, ANN));
        bond.releaseDust(ANN);
    }
}
