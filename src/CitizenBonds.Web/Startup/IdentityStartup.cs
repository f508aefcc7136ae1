using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Messages;
using CitizenBonds.Application.Workers;
using CitizenBonds.Data.Identity;
using CitizenBonds.Web.Identity;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CitizenBonds.Web.Startup;

/// <summary>Accounts, sessions, policies and letters. Each method is one line of Program.</summary>
public static class IdentityStartup
{
    public const string CookieName = "portal";

    private const string ApplicationName = "CitizenBonds";
    private const int SmtpPortDefault = 587;

    public static void AddPortalIdentity(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddHttpContextAccessor();
        services.AddIdentityFeature().AddSignInManager<PortalSignInManager>();
        services.AddScoped(provider => (PortalSignInManager)provider.GetRequiredService<SignInManager<PortalUser>>());
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.AddScoped<SessionCookieEvents>();
        services.ConfigureApplicationCookie(ConfigureCookie);
        services.AddAuthorization(Policies.AddTo);
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, SessionRevalidation>();
        services.AddRateLimiter(options => FormRateLimit.AddTo(options, builder.Configuration));
        services.AddAntiforgery(options => options.Cookie.Name = "portal-form");
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<DemoLetters>();
        AddKeys(services, builder.Configuration);
        AddMail(builder);
    }

    /// <summary>Order matters: who it is, how often, whether they may, whether the form is theirs.</summary>
    public static void UsePortalIdentity(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseStaleFormPage();
    }

    public static void MapPortalIdentity(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPasskeys();
        endpoints.MapSignOut();
        endpoints.MapMyPage();
    }

    private static void ConfigureCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = CookieName;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = UserSessions.IdleMax;
        options.SlidingExpiration = true;
        options.LoginPath = AccountUrls.SignIn;
        options.AccessDeniedPath = AccountUrls.Denied;
        options.ReturnUrlParameter = "returnUrl";
        options.EventsType = typeof(SessionCookieEvents);
        options.TimeProvider = TimeProvider.System; // Not the demonstration's calendar.
    }

    private static void AddKeys(IServiceCollection services, IConfiguration configuration)
    {
        services.AddDataProtection().SetApplicationName(ApplicationName).ProtectKeys(configuration);
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(options =>
                options.XmlRepository = new DatabaseKeyRepository(provider.GetRequiredService<NpgsqlDataSource>())));
        services.AddOptions<IdentityPasskeyOptions>().Configure<PublicAddress>((options, address) =>
            options.ServerDomain = address.Configured?.Host);
    }

    private static void AddMail(WebApplicationBuilder builder)
    {
        var smtp = builder.Configuration.GetSection("Smtp");
        if (smtp["Host"] is not { Length: > 0 } host) return;
        if (string.IsNullOrWhiteSpace(builder.Configuration[PublicAddress.Key]))
        {
            throw new InvalidOperationException(
                $"Smtp:Host is set, so {PublicAddress.Key} must be too: letters carry links, and a link must not be "
                + "made from what a visitor's browser claims to have asked for.");
        }

        var settings = new SmtpSettings(
            host,
            smtp.GetValue("Port", SmtpPortDefault),
            smtp.GetValue("UseTls", true),
            smtp["From"] ?? throw new InvalidOperationException("Smtp:Host is set, so Smtp:From must be too."),
            smtp["UserName"],
            smtp["Password"]);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<IEmailTransport, SmtpTransport>();
        builder.Services.AddScoped<SendEmails>();
        builder.Services.AddSingleton<IWorker, EmailWorker>();
    }
}
