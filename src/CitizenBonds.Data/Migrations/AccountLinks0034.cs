using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CitizenBonds.Data.Migrations;

[DbContext(typeof(PortalContext))]
[Migration("20261122_0034_account_links")]
internal sealed class AccountLinks0034 : SqlFileMigration;
