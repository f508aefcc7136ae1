using CitizenBonds.Data.Identity;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CitizenBonds.Application.Identity;

/// <summary>Tokens for choosing a new password: one hour, where other links work for a day.</summary>
public sealed class PasswordResetTokens(
    IDataProtectionProvider protection, ILogger<DataProtectorTokenProvider<PortalUser>> logger)
    : DataProtectorTokenProvider<PortalUser>(
        protection,
        new OptionsWrapper<DataProtectionTokenProviderOptions>(
            new() { Name = ProviderName, TokenLifespan = TimeSpan.FromHours(1) }),
        logger)
{
    public const string ProviderName = "PasswordReset";
}
