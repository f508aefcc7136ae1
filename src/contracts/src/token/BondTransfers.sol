// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC7943Fungible} from "../interfaces/IERC7943Fungible.sol";
import {AccountWord, AccountWords} from "./AccountWord.sol";
import {BondAccrual} from "./BondAccrual.sol";
import {BondRoles} from "./BondRoles.sol";
import {SeriesWord} from "./SeriesWord.sol";

/// @notice Balances, allowances and the rules a transfer obeys.
abstract contract BondTransfers is BondAccrual, BondRoles, IERC20, IERC20Errors, IERC7943Fungible {
    /// @notice Holders' transfers. Forced transfers and recovery stay possible.
    uint8 public constant PAUSE_TRANSFERS = 1;
    /// @notice Claims of coupons, and their payment in batches.
    uint8 public constant PAUSE_COUPONS = 2;
    /// @notice Redemption, by the holder or in batches.
    uint8 public constant PAUSE_REDEMPTION = 4;
    /// @notice Issuing.
    uint8 public constant PAUSE_ISSUANCE = 8;
    /// @notice The most accounts one call may name: with this many every batch stays under the cap of a transaction.
    uint256 public constant MAX_BATCH = 200;

    mapping(address owner => mapping(address spender => uint256)) private _allowances;

    /// @notice The scopes now paused, one bit each.
    event PauseChanged(uint8 scopes, address indexed by);

    /// @notice This scope is paused.
    error ScopePaused(uint8 scope);
    /// @notice Only the four scopes exist.
    error UnknownScope(uint8 scopes);
    /// @notice A batch names between one and MAX_BATCH accounts, with as many amounts.
    error BatchSize(uint256 accounts, uint256 amounts);

    /// @notice Tokens in existence.
    function totalSupply() external view returns (uint256) {
        return _storedSeries().supply();
    }

    /// @notice Tokens of the account.
    function balanceOf(address account) external view returns (uint256) {
        return _account(account).balance();
    }

    /// @notice What the spender may still move for the owner, in tokens.
    function allowance(address owner, address spender) external view returns (uint256) {
        return _allowances[owner][spender];
    }

    /// @notice Sets what the spender may move for the caller.
    function approve(address spender, uint256 amount) external returns (bool) {
        require(spender != address(0), ERC20InvalidSpender(spender));
        _allowances[msg.sender][spender] = amount;
        emit Approval(msg.sender, spender, amount);
        return true;
    }

    /// @notice Moves tokens of the caller.
    function transfer(address to, uint256 amount) external returns (bool) {
        _transfer(msg.sender, to, amount);
        return true;
    }

    /// @notice Moves tokens of an owner who allowed it. The largest allowance does not wear off.
    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        uint256 allowed = _allowances[from][msg.sender];
        if (allowed != type(uint256).max) {
            require(allowed >= amount, ERC20InsufficientAllowance(msg.sender, allowed, amount));
            unchecked {
                _allowances[from][msg.sender] = allowed - amount;
            }
        }
        _transfer(from, to, amount);
        return true;
    }

    /// @notice Moves tokens of the caller to many, all or nothing; the caller's own word is written once.
    function batchTransfer(address[] calldata to, uint256[] calldata amounts) external {
        _checkBatch(to.length, amounts.length);
        SeriesWord series = _rollSeries();
        _requireNotPaused(series, PAUSE_TRANSFERS);
        AccountWord source = _settled(msg.sender, _account(msg.sender), series);
        require(source.isEligible(), ERC7943CannotSend(msg.sender));
        uint256 left = source.balance();
        uint256 sum;
        for (uint256 i = 0; i < to.length; ++i) {
            address receiver = to[i];
            uint256 amount = amounts[i];
            require(receiver != msg.sender, ERC20InvalidReceiver(receiver));
            require(amount <= left - sum, ERC20InsufficientBalance(msg.sender, left - sum, amount));
            unchecked { // Both stay under the supply.
                sum += amount;
                AccountWord target = _settled(receiver, _account(receiver), series);
                _requireReceiver(receiver, target);
                _setAccount(receiver, target.withBalance(target.balance() + amount));
            }
            emit Transfer(msg.sender, receiver, amount);
        }
        uint256 free = source.unfrozen();
        require(sum <= free, ERC7943InsufficientUnfrozenBalance(msg.sender, sum, free));
        _setAccount(msg.sender, source.withBalance(left - sum));
    }

    /// @notice Pauses the named scopes and resumes the others.
    function setPaused(uint8 scopes) external onlyRole(PAUSER_ROLE) {
        uint8 known = PAUSE_TRANSFERS | PAUSE_COUPONS | PAUSE_REDEMPTION | PAUSE_ISSUANCE;
        require(scopes & ~known == 0, UnknownScope(scopes));
        _setSeries(_storedSeries().withPaused(scopes));
        emit PauseChanged(scopes, msg.sender);
    }

    /// @notice The scopes now paused, one bit each.
    function pausedScopes() external view returns (uint8) {
        return uint8(_storedSeries().paused());
    }

    /// @inheritdoc IERC7943Fungible
    function canSend(address account) external view returns (bool) {
        return _account(account).isEligible();
    }

    /// @inheritdoc IERC7943Fungible
    function canReceive(address account) external view returns (bool) {
        return _account(account).isEligible();
    }

    /// @inheritdoc IERC7943Fungible
    function canTransfer(address from, address to, uint256 amount) external view returns (bool) {
        AccountWord source = _account(from);
        return _storedSeries().paused() & PAUSE_TRANSFERS == 0 && source.isEligible() && _account(to).isEligible()
            && amount <= source.unfrozen();
    }

    /// @inheritdoc IERC7943Fungible
    function getFrozenTokens(address account) external view returns (uint256) {
        return _account(account).frozen();
    }

    /// @notice The part of the balance that is frozen, in tokens; never more than the balance.
    function frozenBalanceOf(address account) external view returns (uint256) {
        AccountWord word = _account(account);
        return word.balance() - word.unfrozen();
    }

    /// @notice Whether an agent has locked the account.
    function isLocked(address account) external view returns (bool) {
        return _account(account).has(AccountWords.LOCKED);
    }

    function _transfer(address from, address to, uint256 amount) private {
        SeriesWord series = _rollSeries();
        _requireNotPaused(series, PAUSE_TRANSFERS);
        AccountWord source = _settled(from, _account(from), series);
        require(source.isEligible(), ERC7943CannotSend(from));
        uint256 balance = source.balance();
        require(amount <= balance, ERC20InsufficientBalance(from, balance, amount));
        uint256 free = source.unfrozen();
        require(amount <= free, ERC7943InsufficientUnfrozenBalance(from, amount, free));
        if (from == to) {
            _setAccount(from, source);
        } else {
            AccountWord target = _settled(to, _account(to), series);
            _requireReceiver(to, target);
            unchecked { // Both stay under the supply.
                _setAccount(from, source.withBalance(balance - amount));
                _setAccount(to, target.withBalance(target.balance() + amount));
            }
        }
        emit Transfer(from, to, amount);
    }

    function _requireReceiver(address to, AccountWord target) internal pure {
        require(to != address(0), ERC20InvalidReceiver(to));
        require(target.isEligible(), ERC7943CannotReceive(to));
    }

    function _requireNotPaused(SeriesWord series, uint8 scope) internal pure {
        require(series.paused() & scope == 0, ScopePaused(scope));
    }

    function _checkBatch(uint256 accounts, uint256 amounts) internal pure {
        require(accounts != 0 && accounts <= MAX_BATCH && accounts == amounts, BatchSize(accounts, amounts));
    }
}
