using CitizenBonds.Data;
using CitizenBonds.Data.Credit;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Credit;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.MiningBonds;

/// <summary>The nation as an issuer: one row, made with its first bond.</summary>
internal static class NationalGovernment
{
    public const string Code = "000000";

    /// <param name="isInvented">In the demonstration no real state issues anything.</param>
    public static async Task<IssuerRow> EnsureAsync(
        PortalContext portal, bool isInvented, CancellationToken cancellationToken)
    {
        var (nameJa, nameEn) = isInvented
            ? ("架空の国", "The nation (invented)")
            : ("国", "The national government");
        await portal.Database.ExecuteSqlAsync(
            $"""
            insert into portal.issuers (code, kind, name_ja, name_en, prefecture, is_invented)
            values ({Code}, {(short)IssuerKind.NationalGovernment}, {nameJa}, {nameEn}, 0, {isInvented})
            on conflict (code) do nothing
            """,
            cancellationToken);
        var issuer = await portal.Issuers.SingleAsync(row => row.Code == Code, cancellationToken);
        await AccountBook.OpenAsync(portal, AccountPlan.IssuerCash(issuer.Id), cancellationToken);
        return issuer;
    }
}
