using CitizenBonds.Data.Identity;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CitizenBonds.Data.Migrations;

[DbContext(typeof(IdentityContext))]
[Migration("20261121_0001_identity")]
internal sealed class Identity0001 : SqlFileMigration;
