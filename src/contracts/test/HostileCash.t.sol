// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BondPayments} from "../src/token/BondPayments.sol";
import {FeeCash} from "./cash/FeeCash.sol";
import {GreedyCash} from "./cash/GreedyCash.sol";
import {ReentrantCash} from "./cash/ReentrantCash.sol";
import {RefusingCash} from "./cash/RefusingCash.sol";
import {SilentCash} from "./cash/SilentCash.sol";
import {BondFixture} from "./support/BondFixture.sol";

contract HostileCashTest is BondFixture {
    function setUp() public override {
        vm.warp(START);
    }

    function both() private pure returns (address[] memory accounts) {
        accounts = new address[](2);
        (accounts[0], accounts[1]) = (ANN, BEN);
    }

    function pay() private {
        vm.prank(PAYER);
        bond.payCoupons(both());
    }

    function test_FeeCash_OnlyWhatArrivedIsFunded() external {
        deploy(address(new FeeCash()));
        issue();
        fund(1);
        same(0, bond.fundedCoupons(), "61,875 of 62,500 arrived");
        vm.prank(PAYER);
        bond.fundCoupons(632); // 626 arrive: 62,501 in all.
        same(1, bond.fundedCoupons(), "now it is whole");
        vm.warp(recordAt(1) + 1);
        pay();

        same(1, cash.balanceOf(address(bond)), "both paid in whole, one yen waits in the pot");
        same(43_313, cash.balanceOf(ANN), "43,750 less the currency's own hundredth");
    }

    function test_GreedyCash_TakingMore_IsRefusedAndNothingIsLost() external {
        GreedyCash greedy = new GreedyCash();
        deploy(address(greedy));
        issue();
        fund(2);
        vm.warp(recordAt(1) + 1);
        greedy.switchOn();
        vm.expectRevert(abi.encodeWithSelector(BondPayments.CurrencyTookMore.selector, 43_750, 43_751));
        vm.prank(ANN);
        bond.claim();
        vm.expectRevert(abi.encodeWithSelector(BondPayments.CurrencyTookMore.selector, 62_500, 62_502));
        pay();

        same(125_000, cash.balanceOf(address(bond)), "all there");
        same(43_750, bond.claimable(ANN), "still due");
    }

    function test_SilentCash_IsPaidAndReceived() external {
        deploy(address(new SilentCash()));
        issue();
        fund(4);
        fundPrincipal();
        vm.warp(recordAt(1) + 1);
        pay();
        vm.warp(maturity());
        vm.prank(ANN);
        bond.redeem();

        same(7_175_000, cash.balanceOf(ANN), "700 x 10,000 + 4 x 700 x 62.5");
    }

    function test_RefusingCash_OneRefused_OthersArePaid() external {
        RefusingCash refusing = new RefusingCash();
        deploy(address(refusing));
        issue();
        fund(4);
        fundPrincipal();
        for (uint256 quietly = 0; quietly < 2; ++quietly) {
            refusing.refuse(ANN, quietly == 1);
            vm.warp(recordAt(quietly + 1) + 1);
            pay();
            same(0, cash.balanceOf(ANN), "refused");
            same(18_750 * (quietly + 1), cash.balanceOf(BEN), "paid all the same");
        }
        vm.warp(maturity());
        vm.prank(PAYER);
        bond.redeemFor(both());
        same(700, bond.balanceOf(ANN), "not burnt without payment");
        same(0, bond.balanceOf(BEN), "redeemed");

        refusing.refuse(address(0), false);
        vm.prank(ANN);
        bond.redeem();
        same(7_175_000, cash.balanceOf(ANN), "nothing was lost");
    }

    function test_ReentrantCash_ClaimingAgain_GetsNothing() external {
        ReentrantCash reentrant = new ReentrantCash();
        deploy(address(reentrant));
        allow(address(reentrant));
        issue();
        move(ANN, address(reentrant), 100);
        fund(1);
        vm.warp(recordAt(1) + 1);
        reentrant.callBack(address(bond), abi.encodeCall(bond.claim, ()));
        vm.prank(ANN);
        bond.claim();

        isTrue(!reentrant.succeeded(), "the second entry is refused");
        same(6_250, bond.claimable(address(reentrant)), "its own 100 of 62.5 are still due");
        same(62_500 - 37_500, cash.balanceOf(address(bond)), "one payment left");
    }

    function test_ReentrantCash_TransferringInTheMiddle_KeepsTheBooks() external {
        ReentrantCash reentrant = new ReentrantCash();
        deploy(address(reentrant));
        allow(address(reentrant));
        issue();
        move(ANN, address(reentrant), 100);
        fund(1);
        vm.warp(recordAt(1) + 1);
        reentrant.callBack(address(bond), abi.encodeCall(bond.transfer, (ANN, 100)));
        pay();

        isTrue(reentrant.succeeded(), "a holder may transfer at any time");
        same(700, bond.balanceOf(ANN), "600 + 100");
        same(37_500, cash.balanceOf(ANN), "600 of 62.5");
        same(6_250, bond.claimable(address(reentrant)), "earned before it sold");
    }

    function test_ReentrantCash_FundingInsideFunding_CountsOnce() external {
        ReentrantCash reentrant = new ReentrantCash();
        deploy(address(reentrant));
        issue();
        bytes32 role = bond.PAYER_ROLE();
        vm.prank(ADMINISTRATOR);
        bond.grantRole(role, address(reentrant));
        reentrant.print(address(reentrant), 62_500);
        reentrant.callBack(address(bond), abi.encodeCall(bond.fundCoupons, (62_500)));
        fund(1);

        isTrue(!reentrant.succeeded(), "refused");
        same(1, bond.fundedCoupons(), "one coupon's cash, one coupon funded");
    }
}
