using CitizenBonds.Verifier.Commands;

namespace CitizenBonds.Verifier;

/// <summary>Every command of the tool, one line each, in the order of the help page.</summary>
public static class CommandTable
{
    public static IReadOnlyList<VerifierCommand> All { get; } =
    [
        PriceCommand.Definition,
        CouponsCommand.Definition,
        FairPriceCommand.Definition,
        AuctionCommand.Definition,
        SaleCommand.Definition,
        AuctionSaleCommand.Definition,
        MatchCommand.Definition,
        BuybackCommand.Definition,
        IndexLinkedCommand.Definition,
        LedgerCommand.Definition,
        InclusionCommand.Definition,
        ConsistencyCommand.Definition,
        TermsCommand.Definition,
        PriceCallableCommand.Definition,
    ];

    /// <returns>Null when there is no such command.</returns>
    public static VerifierCommand? Find(string name) => All.FirstOrDefault(command => command.Name == name);
}
