using CitizenBonds.Chain;
using CitizenBonds.Testing.Chain;
using Xunit;

namespace CitizenBonds.Integration.Tests.Chain;

public sealed class ChainSettingsTests
{
    private static readonly ChainSettings One = new()
    {
        Url = new Uri("http://127.0.0.1:8545"), ChainId = 1, Sender = AnvilNode.Sender, Artifacts = ".",
    };

    [Fact]
    public void Checked_NoRoleNamed_IsOneAccountForAll() => Assert.True(One.Checked().Accounts.AreOne);

    [Fact]
    public void Checked_EveryRoleNamedAndApart_IsTaken()
    {
        var accounts = AnvilNode.WithRolesApart(One).Checked().Accounts;

        Assert.True(accounts.AreApart);
        Assert.False(accounts.AreOne);
    }

    [Fact]
    public void Checked_RolesMissingMalformedOrTwice_IsRefusedBeforeAnythingRuns()
    {
        var apart = AnvilNode.WithRolesApart(One);
        ChainSettings[] wrong =
        [
            One with { Agent = AnvilNode.Agent },
            apart with { Payer = null },
            apart with { Payer = "0x1234" },
            apart with { Payer = AnvilNode.Agent },
            apart with { Payer = AnvilNode.Agent.ToUpperInvariant().Replace("0X", "0x", StringComparison.Ordinal) },
            apart with { Payer = AnvilNode.Sender },
        ];

        Assert.All(wrong, settings => Assert.Contains(
            "all different", Assert.Throws<InvalidOperationException>(settings.Checked).Message,
            StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0x1234")]
    public void Checked_SenderNoAddress_IsRefused(string sender) =>
        Assert.Throws<InvalidOperationException>(() => (One with { Sender = sender }).Checked());
}
