using CitizenBonds.Data.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Application.Identity;

/// <summary>
/// An account made by the portal and not by registration: staff, and the people of the demonstration.
/// </summary>
/// <param name="Password">Null when the person chooses one by the letter for a forgotten password.</param>
/// <param name="IssuerId">For officers and approvers; null for all others.</param>
public sealed record ProvisionedAccount(
    Guid Id, string Email, string DisplayName, string Language, string? Password,
    IReadOnlyList<PortalRole> Roles, long? IssuerId);

/// <summary>
/// Makes an account with a confirmed address and its roles. Repeating it with the same address changes nothing.
/// </summary>
public sealed class ProvisionAccount(
    UserManager<PortalUser> users, IdentityContext identity, [FromKeyedServices(RealTime.Key)] TimeProvider time)
{
    /// <returns>Id of the account: the one asked for, or that of the account which has the address already.</returns>
    public async Task<Guid> RunAsync(ProvisionedAccount account, CancellationToken cancellationToken)
    {
        if (await users.FindByEmailAsync(account.Email) is { } existing) return existing.Id;
        await using var transaction = await identity.Database.BeginTransactionAsync(cancellationToken);
        var user = new PortalUser
        {
            Id = account.Id,
            UserName = account.Email,
            Email = account.Email,
            EmailConfirmed = true,
            DisplayName = account.DisplayName,
            Language = account.Language,
            CreatedAt = time.GetUtcNow(),
        };
        IdentityResults.Require(account.Password is { } password
            ? await users.CreateAsync(user, password)
            : await users.CreateAsync(user));
        identity.Memberships.AddRange(account.Roles.Select(role => new Membership
        {
            UserId = user.Id,
            Role = role,
            IssuerId = role is PortalRole.IssuerOfficer or PortalRole.IssuerApprover ? account.IssuerId : null,
        }));
        await identity.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return user.Id;
    }
}
