// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BondToken} from "../../src/BondToken.sol";
import {Terms} from "../../src/token/BondTerms.sol";
import {PlainCash} from "../cash/PlainCash.sol";
import {Checks} from "./Checks.sol";

/// @notice A series of 1,000 tokens of 10,000 yen with four coupons of 62.5 yen, and the people around it.
abstract contract BondFixture is Checks {
    uint256 internal constant START = 1_800_000_000;
    uint256 internal constant HALF_YEAR = 15_768_000;
    uint256 internal constant TOKENS = 1_000;
    uint256 internal constant FACE = 10_000;

    address internal constant ADMINISTRATOR = address(0xAD);
    address internal constant ISSUER = address(0x15);
    address internal constant AGENT = address(0xA6);
    address internal constant PAUSER = address(0xBA);
    address internal constant PAYER = address(0xBE);
    address internal constant ANN = address(0x1001);
    address internal constant BEN = address(0x1002);
    address internal constant CHO = address(0x1003);
    address internal constant EVE = address(0xE7E);

    PlainCash internal cash;
    BondToken internal bond;

    function terms(address currency) internal pure returns (Terms memory t) {
        t.name = "Minato Bridge 2029";
        t.symbol = "MINATO29";
        t.isin = "JP1000000001";
        t.currency = currency;
        t.denomination = FACE;
        t.issueTokens = uint64(TOKENS);
        t.couponRate = 12_500;
        t.couponFrequency = 2;
        t.issueDate = uint40(START);
        t.maturityDate = uint40(maturity());
        t.firstCoupon = 125;
        t.regularCoupon = 125;
        t.lastCoupon = 125;
        t.fractions = 2;
        t.recordTimes = new uint40[](4);
        for (uint256 i = 0; i < 4; ++i) t.recordTimes[i] = uint40(recordAt(i + 1));
        t.termsHash = sha256("terms");
    }

    function recordAt(uint256 coupon) internal pure returns (uint256) {
        return START + coupon * HALF_YEAR;
    }

    function maturity() internal pure returns (uint256) {
        return recordAt(4) + 7 days;
    }

    function setUp() public virtual {
        vm.warp(START);
        deploy(address(new PlainCash()));
        issue();
    }

    function deploy(address currency) internal {
        cash = PlainCash(currency);
        bond = new BondToken(terms(currency), ADMINISTRATOR);
        vm.startPrank(ADMINISTRATOR);
        bond.grantRole(bond.ISSUER_ROLE(), ISSUER);
        bond.grantRole(bond.AGENT_ROLE(), AGENT);
        bond.grantRole(bond.PAUSER_ROLE(), PAUSER);
        bond.grantRole(bond.PAYER_ROLE(), PAYER);
        vm.stopPrank();
        allow(ANN);
        allow(BEN);
        allow(CHO);
        cash.print(PAYER, 1_000_000_000);
        vm.prank(PAYER); // By hand, for a token that returns nothing.
        (bool done,) = address(cash).call(abi.encodeCall(cash.approve, (address(bond), type(uint256).max)));
        isTrue(done, "approved");
    }

    /// @dev Ann holds 700, Ben 300, Cho none.
    function issue() internal {
        mint(ANN, 700);
        mint(BEN, 300);
        vm.prank(ISSUER);
        bond.closeIssuance();
    }

    function mint(address to, uint256 amount) internal {
        vm.prank(ISSUER);
        bond.mint(one(to), one(amount));
    }

    function allow(address account) internal {
        vm.prank(AGENT);
        bond.setAllowed(one(account), true);
    }

    function move(address from, address to, uint256 amount) internal {
        vm.prank(from);
        bond.transfer(to, amount);
    }

    function fund(uint256 coupons) internal {
        vm.prank(PAYER);
        bond.fundCoupons(coupons * 62_500); // 1,000 tokens of 62.5 yen.
    }

    function fundPrincipal() internal {
        vm.prank(PAYER);
        bond.fundPrincipal(TOKENS * FACE);
    }

    function pause(uint8 scopes) internal {
        vm.prank(PAUSER);
        bond.setPaused(scopes);
    }
}
