// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BondFixture} from "./support/BondFixture.sol";

/// @notice What each operation costs as a transaction of its own, intrinsic gas and call data included, against the
/// ceilings in gas-ceilings.json; and every batch at its largest against the cap of a transaction (EIP-7825).
/// forge-config: default.isolate = true
contract GasTest is BondFixture {
    uint256 private constant TRANSACTION_CAP = 16_777_216;
    uint256 private constant BATCH = 200;

    event log_named_uint(string name, uint256 gas);

    address[] private holders;
    uint256[] private amounts;

    function setUp() public override {
        vm.warp(START);
        super.setUp();
        for (uint256 i = 0; i < BATCH; ++i) {
            holders.push(address(uint160(uint256(keccak256(abi.encode("holder", i))))));
            amounts.push(1);
        }
        vm.prank(AGENT);
        bond.setAllowed(holders, true);
        vm.prank(ANN);
        bond.batchTransfer(holders, amounts);
        for (uint256 i = 0; i < BATCH; ++i) cash.print(holders[i], 1);
        cash.print(ANN, 1);
    }

    function spent() private view returns (uint256) {
        return vm.lastCallGas().gasTotalUsed;
    }

    function half(address[] memory list) private pure returns (address[] memory first) {
        first = new address[](BATCH / 2);
        for (uint256 i = 0; i < first.length; ++i) first[i] = list[i];
    }

    function check(string memory name, uint256 gas) private {
        emit log_named_uint(name, gas);
        string memory table = vm.readFile("gas-ceilings.json");
        atMost(vm.parseJsonUint(table, string.concat("$['", name, "'].ceiling")), gas, name);
    }

    function test_Transfer_ExistingRecipient_StaysUnderItsCeiling() external {
        vm.prank(ANN);
        bond.transfer(BEN, 5);
        check("transfer", spent());
    }

    function test_Claim_ExistingCashBalance_StaysUnderItsCeiling() external {
        fund(1);
        vm.warp(recordAt(1) + 1);
        move(BEN, BEN, 1); // The first transaction after a record second notes it for all.
        vm.prank(ANN);
        bond.claim();
        check("claim", spent());
    }

    function test_Redeem_WithLastCoupon_StaysUnderItsCeiling() external {
        fund(4);
        fundPrincipal();
        vm.warp(maturity());
        move(BEN, BEN, 1);
        vm.prank(ANN);
        bond.redeem();
        check("redeem", spent());
    }

    function test_BatchTransfer_TwoHundred_StaysUnderItsCeiling() external {
        vm.prank(ANN);
        bond.batchTransfer(holders, amounts);
        check("batch-transfer", spent() / BATCH);
    }

    function test_PayCoupons_TwoHundred_StaysUnderItsCeiling() external {
        fund(1);
        vm.warp(recordAt(1) + 1);
        vm.prank(PAYER);
        bond.payCoupons(holders);
        check("batch-coupon", spent() / BATCH);
    }

    /// @dev The dearest case of each batch: fresh accounts, fresh cash balances, three coupons that were never funded.
    function test_Batches_AtTheirLargest_StayUnderTheCap() external {
        address[] memory fresh = new address[](BATCH);
        for (uint256 i = 0; i < BATCH; ++i) fresh[i] = address(uint160(uint256(keccak256(abi.encode("fresh", i)))));
        vm.prank(AGENT);
        bond.setAllowed(fresh, true);
        atMost(TRANSACTION_CAP, spent(), "setAllowed");
        vm.prank(AGENT);
        bond.setLocked(fresh, false);
        atMost(TRANSACTION_CAP, spent(), "setLocked");
        vm.prank(ANN);
        bond.batchTransfer(fresh, amounts);
        atMost(TRANSACTION_CAP, spent(), "batchTransfer");
        vm.warp(recordAt(1) + 1);
        vm.prank(AGENT);
        bond.batchForcedTransfer(half(fresh), half(holders), new uint256[](BATCH / 2)); // Notes one coupon for each.
        atMost(TRANSACTION_CAP, spent(), "batchForcedTransfer");
        vm.warp(recordAt(3) + 1);
        vm.prank(ANN);
        bond.batchTransfer(fresh, amounts);
        atMost(TRANSACTION_CAP, spent(), "batchTransfer with unfunded coupons");
        fund(4);
        vm.prank(PAYER);
        bond.payCoupons(fresh);
        atMost(TRANSACTION_CAP, spent(), "payCoupons");
        fundPrincipal();
        vm.warp(maturity());
        vm.prank(PAYER);
        bond.redeemFor(holders);
        atMost(TRANSACTION_CAP, spent(), "redeemFor");
        same(1_000 - 200, bond.totalSupply(), "the batch was redeemed");
    }

    function test_Mint_AtItsLargest_StaysUnderTheCap() external {
        deploy(address(cash));
        vm.prank(AGENT);
        bond.setAllowed(holders, true);
        vm.prank(ISSUER);
        bond.mint(holders, amounts);
        atMost(TRANSACTION_CAP, spent(), "mint");
    }
}
