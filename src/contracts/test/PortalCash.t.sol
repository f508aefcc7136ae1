// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {PortalCash} from "../src/PortalCash.sol";
import {Checks} from "./support/Checks.sol";

contract PortalCashTest is Checks {
    PortalCash private cash;

    function setUp() external {
        cash = new PortalCash(address(this));
    }

    function test_Mint_ByThePortal_CreatesWholeYen() external {
        cash.mint(address(7), 5);
        same(5, cash.balanceOf(address(7)), "yen");
        same(0, cash.decimals(), "decimals");
    }

    function test_Mint_ByAnybodyElse_IsRefused() external {
        vm.prank(address(7));
        vm.expectRevert();
        cash.mint(address(7), 5);
    }

    function test_Burn_ByOneHolder_LeavesTheOthers() external {
        cash.mint(address(this), 5);
        cash.mint(address(7), 5);
        cash.burn(5);
        same(5, cash.totalSupply(), "supply");
        same(5, cash.balanceOf(address(7)), "others");
    }

    function test_Transfer_ToTheContractItself_IsRefusedByName() external {
        cash.mint(address(this), 5);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, address(cash)));
        cash.transfer(address(cash), 1);
        cash.transfer(address(7), 1);
        same(1, cash.balanceOf(address(7)), "anybody else");
    }
}
