// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BondRegistry} from "../src/BondRegistry.sol";
import {Delivery} from "../src/Delivery.sol";
import {FeeCash} from "./cash/FeeCash.sol";
import {BondFixture} from "./support/BondFixture.sol";

contract DeliveryTest is BondFixture {
    Delivery private delivery;

    function setUp() public override {
        super.setUp();
        delivery = new Delivery();
    }

    function offered() private returns (uint256 number) {
        vm.prank(ANN);
        bond.approve(address(delivery), 100);
        cash.print(BEN, 1_000_000);
        vm.prank(BEN);
        cash.approve(address(delivery), 1_000_000);
        vm.prank(ANN);
        number = delivery.offer(BEN, bond, 100, cash, 990_000, uint64(START + 60));
    }

    function accept(address buyer, uint256 number) private {
        vm.prank(buyer);
        delivery.accept(number);
    }

    function test_Accept_MovesBothSidesOnce() external {
        uint256 number = offered();
        accept(BEN, number);

        same(400, bond.balanceOf(BEN), "300 + 100");
        same(990_000, cash.balanceOf(ANN), "the price");
        same(10_000, cash.balanceOf(BEN), "1,000,000 - 990,000");
        vm.expectRevert(abi.encodeWithSelector(Delivery.NoOffer.selector, number));
        accept(BEN, number);
    }

    function test_Accept_TokensCannotMove_NoCashMoves() external {
        uint256 number = offered();
        vm.prank(AGENT);
        bond.setFrozenTokens(ANN, 700);
        vm.expectRevert();
        accept(BEN, number);
        same(1_000_000, cash.balanceOf(BEN), "untouched");
    }

    function test_Accept_NotEnoughCash_NoTokensMove() external {
        uint256 number = offered();
        vm.prank(BEN);
        cash.transfer(EVE, 10_001);
        vm.expectRevert();
        accept(BEN, number);
        same(700, bond.balanceOf(ANN), "untouched");
    }

    function test_Accept_CashKeepsAFee_IsRefused() external {
        deploy(address(new FeeCash()));
        issue();
        uint256 number = offered();
        vm.expectRevert(abi.encodeWithSelector(Delivery.CameShort.selector, address(cash), 990_000, 980_100));
        accept(BEN, number);
    }

    function test_Accept_ByAnotherOrTooLate_IsRefused() external {
        uint256 number = offered();
        vm.expectRevert(abi.encodeWithSelector(Delivery.NotParty.selector, number, CHO));
        accept(CHO, number);
        vm.warp(START + 61);
        vm.expectRevert(abi.encodeWithSelector(Delivery.OfferEnded.selector, number, START + 60));
        accept(BEN, number);
    }

    function test_Withdraw_EndsTheOffer() external {
        uint256 number = offered();
        vm.expectRevert(abi.encodeWithSelector(Delivery.NotParty.selector, number, BEN));
        vm.prank(BEN);
        delivery.withdraw(number);
        vm.prank(ANN);
        delivery.withdraw(number);
        vm.expectRevert(abi.encodeWithSelector(Delivery.NoOffer.selector, number));
        accept(BEN, number);
    }

    function test_Registry_SecondSeriesUnderOneIsin_IsRefused() external {
        BondRegistry registry = new BondRegistry(ADMINISTRATOR);
        vm.prank(ADMINISTRATOR);
        registry.register(address(bond));
        isTrue(registry.tokenOf("JP1000000001") == address(bond), "found by its ISIN");
        address before = address(bond);
        deploy(address(cash));
        vm.expectRevert(
            abi.encodeWithSelector(BondRegistry.AlreadyRegistered.selector, "JP1000000001", before)
        );
        vm.prank(ADMINISTRATOR);
        registry.register(address(bond));
        vm.expectRevert();
        registry.register(address(bond));
        same(1, registry.count(), "one series");
    }
}
