namespace CitizenBonds.Data.Ledger;

/// <summary>What one posting adds to the two totals of one account.</summary>
internal readonly record struct AccountChange(long AccountId, long Debits, long Credits)
{
    /// <summary>One change for each account, in order of account id.</summary>
    public static List<AccountChange> Sum(IReadOnlyList<NewTransfer> transfers)
    {
        var totals = new SortedDictionary<long, AccountChange>();
        foreach (var transfer in transfers)
        {
            Add(totals, new AccountChange(transfer.DebitAccount, transfer.Amount, 0));
            Add(totals, new AccountChange(transfer.CreditAccount, 0, transfer.Amount));
        }

        return [.. totals.Values];
    }

    private static void Add(SortedDictionary<long, AccountChange> totals, AccountChange change)
    {
        totals.TryGetValue(change.AccountId, out var sum);
        totals[change.AccountId] = new AccountChange(
            change.AccountId, checked(sum.Debits + change.Debits), checked(sum.Credits + change.Credits));
    }
}
