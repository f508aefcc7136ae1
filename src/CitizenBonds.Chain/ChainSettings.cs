using CitizenBonds.Chain.Abi;
using CitizenBonds.Chain.Node;

namespace CitizenBonds.Chain;

/// <summary>The section "Chain" of the settings. Without it the portal works without a chain.</summary>
public sealed record ChainSettings
{
    /// <summary>
    /// The node's JSON-RPC address; in production the signer's, which passes on what it does not sign.
    /// </summary>
    public required Uri Url { get; init; }

    /// <summary>What the node must answer; anything else is an incident and nothing is sent.</summary>
    public required long ChainId { get; init; }

    /// <summary>
    /// The account that keeps the citizens' tokens and anchors; its key is with the node or the signer, never here.
    /// </summary>
    public required string Sender { get; init; }

    /// <summary>
    /// The accounts of the contracts' roles: all five named and all different, or none, then the sender has every part.
    /// </summary>
    public string? Administrator { get; init; }

    public string? Issuer { get; init; }

    public string? Agent { get; init; }

    public string? Payer { get; init; }

    public string? Pauser { get; init; }

    /// <summary>The folder with the compiled contracts.</summary>
    public required string Artifacts { get; init; }

    /// <summary>Blocks on top of one before it counts as final.</summary>
    public int ConfirmationsMin { get; init; } = 12;

    /// <summary>
    /// Blocks a transaction may wait before its bytes are sent again; twice that before its fee is raised.
    /// </summary>
    public int PatienceBlocks { get; init; } = 3;

    /// <summary>Blocks between two anchors of the ledger.</summary>
    public int AnchorEveryBlocks { get; init; } = 10;

    /// <summary>Blocks between two comparisons of ledger and chain.</summary>
    public int ReconcileEveryBlocks { get; init; } = 5;

    /// <summary>
    /// Moves a development node's clock with the portal's calendar, so that a coupon due in the demonstration is due on
    /// its chain too. Never with a chain that others use.
    /// </summary>
    public bool MovesTime { get; init; }

    /// <summary>The most to offer for one unit of gas, in wei.</summary>
    public long MaxFeeWei { get; init; } = 500_000_000_000;

    /// <summary>Questions to the node in one request; one for a signer that does not know requests of many.</summary>
    public int QuestionsMax { get; init; } = JsonRpcNode.QuestionsUsual;

    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);

    public ChainAccounts Accounts => new(
        Sender.ToLowerInvariant(), Of(Administrator), Of(Issuer), Of(Agent), Of(Payer), Of(Pauser));

    /// <summary>What binding from text cannot promise, said in one sentence before anything runs.</summary>
    /// <exception cref="InvalidOperationException">One is missing.</exception>
    public ChainSettings Checked()
    {
        if (Url is not { IsAbsoluteUri: true } || ChainId <= 0 || !IsAddress(Sender) || !Directory.Exists(Artifacts))
        {
            throw new InvalidOperationException(
                "The section Chain needs Url, ChainId, Sender (0x and 40 digits) and Artifacts (a folder).");
        }

        string?[] roles = [Administrator, Issuer, Agent, Payer, Pauser];
        if (roles.All(string.IsNullOrEmpty) || (roles.All(IsAddress) && Accounts.AreApart)) return this;
        throw new InvalidOperationException(
            "The section Chain names Administrator, Issuer, Agent, Payer and Pauser (0x and 40 digits each, all"
            + " different and none the Sender), or none of them.");
    }

    private static bool IsAddress(string? text) => AddressText.Read(text) is not null;

    private string Of(string? role) => (string.IsNullOrEmpty(role) ? Sender : role).ToLowerInvariant();

    public ChainFees Capped(ChainFees fees) =>
        new(Math.Min(fees.MaxFeeWei, MaxFeeWei), Math.Min(fees.PriorityWei, MaxFeeWei));
}
