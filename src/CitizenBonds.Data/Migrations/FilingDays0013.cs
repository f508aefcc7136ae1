using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CitizenBonds.Data.Migrations;

[DbContext(typeof(PortalContext))]
[Migration("20261121_0013_filing_days")]
internal sealed class FilingDays0013 : SqlFileMigration;
