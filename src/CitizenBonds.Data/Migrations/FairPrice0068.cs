using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CitizenBonds.Data.Migrations;

[DbContext(typeof(PortalContext))]
[Migration("20261121_0068_fair_price")]
internal sealed class FairPrice0068 : SqlFileMigration;
