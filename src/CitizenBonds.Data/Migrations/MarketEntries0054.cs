using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CitizenBonds.Data.Migrations;

[DbContext(typeof(PortalContext))]
[Migration("20261121_0054_market_entries")]
internal sealed class MarketEntries0054 : SqlFileMigration;
