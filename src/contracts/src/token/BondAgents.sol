// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC7943Fungible} from "../interfaces/IERC7943Fungible.sol";
import {AccountWord, AccountWords} from "./AccountWord.sol";
import {BondTransfers} from "./BondTransfers.sol";
import {SeriesWord, SeriesWords} from "./SeriesWord.sol";

/// @notice Issuing, the list of eligible accounts, and what an agent may do to an account by order.
/// @dev The functions are those ERC-3643 knows; ERC-3643 itself is not claimed, for it asks for an identity system.
abstract contract BondAgents is BondTransfers {
    /// @notice The most forced transfers in one call: both accounts of each may be owed a coupon nobody paid in.
    uint256 public constant MAX_FORCED = 100;

    /// @notice The account may hold tokens from now on, or no more.
    event AllowedChanged(address indexed account, bool allowed);
    /// @notice The account was locked or unlocked.
    event LockedChanged(address indexed account, bool locked);
    /// @notice Everything of a lost account went to another of the same holder.
    event Recovered(address indexed lost, address indexed replacement, uint256 tokens, uint256 frozen);
    /// @notice Nothing more is issued.
    event IssuanceClosed(uint256 tokens);

    /// @notice More would be issued than the terms say.
    error AboveIssueVolume(uint256 wanted, uint256 left);
    /// @notice The issue is closed, or its first record second is over.
    error IssuanceIsClosed();
    /// @notice This account can never hold tokens.
    error NotAnAccount(address account);
    /// @notice A frozen amount must fit 64 bits.
    error FrozenTooLarge(uint256 amount);
    /// @notice Recovery needs two accounts.
    error SameAccount(address account);

    uint256 internal _issued;

    /// @notice Tokens ever issued; redemption does not lower it.
    function issuedTokens() external view returns (uint256) {
        return _issued;
    }

    /// @notice Issues tokens to eligible accounts, within the volume of the terms.
    function mint(address[] calldata to, uint256[] calldata amounts) external onlyRole(ISSUER_ROLE) {
        _checkBatch(to.length, amounts.length);
        SeriesWord series = _rollSeries();
        _requireNotPaused(series, PAUSE_ISSUANCE);
        require(!series.has(SeriesWords.ISSUANCE_CLOSED) && series.passed() == 0, IssuanceIsClosed());
        uint256 issued = _issued;
        for (uint256 i = 0; i < to.length; ++i) {
            address receiver = to[i];
            uint256 amount = amounts[i];
            require(amount <= _issueTokens - issued, AboveIssueVolume(amount, _issueTokens - issued));
            issued += amount;
            AccountWord target = _account(receiver);
            _requireReceiver(receiver, target);
            _setAccount(receiver, target.withBalance(target.balance() + amount));
            emit Transfer(address(0), receiver, amount);
        }
        _issued = issued;
        _setSeries(series.withSupply(issued));
    }

    /// @notice Ends issuing for good. Coupons and principal can be paid in only afterwards.
    function closeIssuance() external onlyRole(ISSUER_ROLE) {
        SeriesWord series = _rollSeries();
        require(!series.has(SeriesWords.ISSUANCE_CLOSED), IssuanceIsClosed());
        _setSeries(series.withFlag(SeriesWords.ISSUANCE_CLOSED));
        emit IssuanceClosed(_issued);
    }

    /// @notice Whether issuing is over.
    function isIssuanceClosed() external view returns (bool) {
        return _storedSeries().has(SeriesWords.ISSUANCE_CLOSED);
    }

    /// @notice Puts accounts on the list of those that may hold tokens, or takes them off. Who is taken off keeps his
    /// tokens and coupons, and can neither send nor receive.
    function setAllowed(address[] calldata accounts, bool allowed) external onlyRole(AGENT_ROLE) {
        _checkBatch(accounts.length, accounts.length);
        for (uint256 i = 0; i < accounts.length; ++i) {
            address account = accounts[i];
            require(account != address(0) && account != address(this), NotAnAccount(account));
            _setAccount(account, _account(account).withFlag(AccountWords.ALLOWED, allowed));
            emit AllowedChanged(account, allowed);
        }
    }

    /// @notice Locks accounts wholly, or unlocks them.
    function setLocked(address[] calldata accounts, bool locked) external onlyRole(AGENT_ROLE) {
        _checkBatch(accounts.length, accounts.length);
        for (uint256 i = 0; i < accounts.length; ++i) {
            _setAccount(accounts[i], _account(accounts[i]).withFlag(AccountWords.LOCKED, locked));
            emit LockedChanged(accounts[i], locked);
        }
    }

    /// @inheritdoc IERC7943Fungible
    function setFrozenTokens(address account, uint256 amount) external onlyRole(AGENT_ROLE) returns (bool) {
        require(amount <= type(uint64).max, FrozenTooLarge(amount));
        _setAccount(account, _account(account).withFrozen(amount));
        emit Frozen(account, amount);
        return true;
    }

    /// @inheritdoc IERC7943Fungible
    function forcedTransfer(address from, address to, uint256 amount) external onlyRole(AGENT_ROLE) returns (bool) {
        _forcedTransfer(from, to, amount, _rollSeries());
        return true;
    }

    /// @notice Many forced transfers, all or none.
    function batchForcedTransfer(address[] calldata from, address[] calldata to, uint256[] calldata amounts)
        external
        onlyRole(AGENT_ROLE)
    {
        _checkBatch(from.length, amounts.length);
        require(to.length == from.length && from.length <= MAX_FORCED, BatchSize(from.length, to.length));
        SeriesWord series = _rollSeries();
        for (uint256 i = 0; i < from.length; ++i) _forcedTransfer(from[i], to[i], amounts[i], series);
    }

    /// @notice Moves balance, frozen amount, accrued and owed coupons of a lost account to another of the same holder,
    /// and locks the lost one.
    function recover(address lost, address replacement) external onlyRole(AGENT_ROLE) {
        require(lost != replacement, SameAccount(lost));
        SeriesWord series = _rollSeries();
        AccountWord source = _settled(lost, _account(lost), series);
        AccountWord target = _settled(replacement, _account(replacement), series);
        _requireReceiver(replacement, target);
        uint256 bothFrozen = source.frozen() + target.frozen();
        require(bothFrozen <= type(uint64).max, FrozenTooLarge(bothFrozen));

        _moveOwed(lost, replacement);
        _setAccount(replacement, _merged(source, target, bothFrozen));
        AccountWord empty;
        _setAccount(lost, empty.withSettled(series.passed()).withFlag(AccountWords.LOCKED, true));
        emit Frozen(lost, 0);
        emit Frozen(replacement, bothFrozen);
        emit LockedChanged(lost, true);
        emit AllowedChanged(lost, false);
        emit Transfer(lost, replacement, source.balance());
        emit ForcedTransfer(lost, replacement, source.balance());
        emit Recovered(lost, replacement, source.balance(), source.frozen());
    }

    /// @dev Both accounts in one; the flags and the settled coupons are those of the target.
    function _merged(AccountWord source, AccountWord target, uint256 frozen) private pure returns (AccountWord) {
        bool owed = source.has(AccountWords.OWED) || target.has(AccountWords.OWED);
        return target.withBalance(target.balance() + source.balance()).withFrozen(frozen)
            .withAccrued(target.accrued() + source.accrued()).withFlag(AccountWords.OWED, owed);
    }

    function _forcedTransfer(address from, address to, uint256 amount, SeriesWord series) private {
        AccountWord source = _settled(from, _account(from), series);
        uint256 balance = source.balance();
        require(amount <= balance, ERC20InsufficientBalance(from, balance, amount));
        if (amount > source.unfrozen()) {
            source = source.withFrozen(balance - amount);
            emit Frozen(from, balance - amount);
        }
        if (from == to) {
            _requireReceiver(to, source);
            _setAccount(from, source);
        } else {
            AccountWord target = _settled(to, _account(to), series);
            _requireReceiver(to, target);
            _setAccount(from, source.withBalance(balance - amount));
            _setAccount(to, target.withBalance(target.balance() + amount));
        }
        emit Transfer(from, to, amount);
        emit ForcedTransfer(from, to, amount);
    }
}
