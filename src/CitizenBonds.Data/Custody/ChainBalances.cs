using CitizenBonds.Data.Chain;
using Dapper;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CitizenBonds.Data.Custody;

/// <summary>What accounts hold on the chain, from the announcements we keep.</summary>
public static class ChainBalances
{
    /// <summary>The topic of ERC-20's Transfer(address,address,uint256).</summary>
    public const string TransferTopic = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";

    /// <summary>An address as a topic has it.</summary>
    public static string TopicOf(string address) => "0x" + new string('0', 24) + address[2..];

    /// <returns>What the account holds of each of our contracts, by the contract's name; zero is left out.</returns>
    public static async Task<IReadOnlyDictionary<string, long>> OfAsync(
        PortalContext portal, string address, CancellationToken cancellationToken)
    {
        const string Sql = """
            select c.name, sum(case when e.topics[3] = @Topic then portal.chain_number(e.content, 0) else 0 end
                - case when e.topics[2] = @Topic then portal.chain_number(e.content, 0) else 0 end)::bigint
            from portal.chain_events e join portal.chain_contracts c on c.address = e.contract
            where e.topics[1] = @TransferTopic and (e.topics[2] = @Topic or e.topics[3] = @Topic)
            group by c.name
            """;
        var rows = await portal.Database.GetDbConnection().QueryAsync<(string Name, long Held)>(new CommandDefinition(
            Sql,
            new { Topic = TopicOf(address), TransferTopic },
            portal.Database.CurrentTransaction?.GetDbTransaction(),
            cancellationToken: cancellationToken));
        return rows.Where(row => row.Held != 0).ToDictionary(row => row.Name, row => row.Held);
    }

    /// <summary>Whether the account holds tokens of any series.</summary>
    public static async Task<bool> AnyAsync(
        PortalContext portal, string address, CancellationToken cancellationToken) =>
        (await OfAsync(portal, address, cancellationToken)).Keys.Any(
            name => name.StartsWith(ChainContractRow.BondPrefix, StringComparison.Ordinal));
}
