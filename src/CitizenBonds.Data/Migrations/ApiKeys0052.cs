using CitizenBonds.Data.Identity;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CitizenBonds.Data.Migrations;

[DbContext(typeof(IdentityContext))]
[Migration("20261121_0052_api_keys")]
internal sealed class ApiKeys0052 : SqlFileMigration;
