using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CitizenBonds.Data.Migrations;

[DbContext(typeof(PortalContext))]
[Migration("20261121_0060_mining")]
internal sealed class Mining0060 : SqlFileMigration;
