using CitizenBonds.Application;
using CitizenBonds.Application.Mining;
using CitizenBonds.Application.Pricing;
using CitizenBonds.Chain;
using CitizenBonds.Data.Embedded;
using CitizenBonds.Web.Startup;

try
{
    var builder = WebApplication.CreateBuilder(args);
    var earlyWork = EarlyWork.BeginAsync();
    await using var database = await PortalDatabase.OpenAsync(
        builder.Configuration, builder.Environment.ContentRootPath, CancellationToken.None);
    if (database.IsDemo) builder.Services.AddSingleton(PortalRules.Demonstration);
    builder.Services.AddSingleton<IReadOnlyList<HttpFeed>>(
        builder.Configuration.GetSection("Feeds").Get<List<HttpFeed>>() ?? []);
    if (builder.Configuration.GetSection("Mining").Get<MiningFeedSettings>() is { } feed)
        builder.Services.AddSingleton(feed.Checked());
    builder.Services.AddPortal(database.ConnectionString);
    builder.Services.AddChain(builder.Configuration);
    builder.Services.AddPortalWorkers(database.IsDemo);
    builder.Services.AddSingleton(database);
    builder.Services.AddHostedService<DatabaseKeeper>();
    builder.AddPortalIdentity();
    builder.AddWebPages();

    await using var app = builder.Build();
    await earlyWork;
    await app.PrepareAsync(database);
    app.UseWebPages();
    app.UsePortalIdentity();
    app.MapPortalIdentity();
    app.MapWebPages();
    await app.RunAsync();
    return 0;
}
catch (EmbeddedPostgresException failure)
{
    // Written for the person at the console: one sentence that says what to do.
    await Console.Error.WriteLineAsync(failure.Message);
    return 1;
}
