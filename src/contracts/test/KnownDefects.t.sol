// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BondFixture} from "./support/BondFixture.sol";

/// @notice What goes wrong in the reference implementation of ERC-7092, as tests that pass here.
contract KnownDefectsTest is BondFixture {
    function test_SelfTransfer_CreatesNoPrincipal() external {
        for (uint256 i = 0; i < 5; ++i) move(ANN, ANN, 700);
        vm.prank(AGENT);
        bond.forcedTransfer(ANN, ANN, 700);

        same(7_000_000, bond.principalOf(ANN), "700 x 10,000");
        same(TOKENS, bond.totalSupply(), "supply");
    }

    function test_BatchTransfer_Works() external {
        vm.prank(ANN);
        bond.batchTransfer(one(BEN), one(uint256(100)));

        same(400, bond.balanceOf(BEN), "300 + 100");
    }

    function test_SecondIssue_AddsAndOverwritesNothing() external {
        deploy(address(cash));
        mint(ANN, 100);
        mint(BEN, 50);
        mint(ANN, 7);

        same(107, bond.balanceOf(ANN), "100 + 7");
        same(50, bond.balanceOf(BEN), "untouched");
        same(157, bond.totalSupply(), "107 + 50");
    }

    function test_Redeem_BuyerInTheMarket_IsPaidToo() external {
        fund(4);
        fundPrincipal();
        move(ANN, CHO, 700);
        vm.warp(maturity());
        address[] memory accounts = new address[](2);
        (accounts[0], accounts[1]) = (BEN, CHO);
        vm.prank(PAYER);
        bond.redeemFor(accounts);

        same(7_175_000, cash.balanceOf(CHO), "700 x 10,000 + 4 x 700 x 62.5: she held before the first record second");
        same(0, bond.totalSupply(), "nobody was skipped");
    }
}
