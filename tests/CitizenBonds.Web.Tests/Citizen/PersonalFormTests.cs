using System.Globalization;
using System.Net;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Web.Tests.Identity;

namespace CitizenBonds.Web.Tests.Citizen;

/// <summary>The same for the forms about the person: identity check, knowledge test, bank account, letters.</summary>
public sealed class PersonalFormTests(PortalDatabases databases) : IAsyncLifetime
{
    private const string Script = "<script>alert(1)</script>";
    private const string Sql = "'; drop table identity.identity_checks; --";

    private CitizenStage _stage = null!; // Opened before every test.

    public async ValueTask InitializeAsync() => _stage = await CitizenStage.OpenAsync(databases);

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory]
    [InlineData("FullName", "", "write your name")]
    [InlineData("FullName", "   ", "write your name")]
    [InlineData("BirthDate", "", "date of birth")]
    [InlineData("BirthDate", "31/12/1990", "date of birth")]
    [InlineData("BirthDate", "12/31/1990", "date of birth")]
    [InlineData("BirthDate", "1990-02-30", "date of birth")]
    [InlineData("BirthDate", "2099-01-01", "date of birth")]
    [InlineData("BirthDate", "2010-01-01", "age of 18")]
    [InlineData("BirthDate", Script, "date of birth")]
    [InlineData("Address", "", "write your address")]
    [InlineData("Municipality", "99999", "do not know this municipality")]
    [InlineData("Municipality", Sql, "do not know this municipality")]
    public async Task Identity_OneThingWrong_SaysWhichKeepsTheRestAndWritesNothing(
        string field, string typed, string sentence)
    {
        var (browser, _) = await _stage.SignInAsync("aoi@town.example");
        await browser.OpenAsync("/start/identity");
        var before = await _stage.WrittenAsync();

        var answer = await SendIdentityAsync(browser, field, typed);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains(sentence, answer.Text, StringComparison.OrdinalIgnoreCase);
        var kept = field == "Address" ? "FullName" : "Address";
        Assert.Equal(
            field == "Address" ? "Aoi Tanaka" : "1-2-3",
            answer.Document.QuerySelector($"[name={kept}]")?.GetAttribute("value"));
        Assert.Equal(before, await _stage.WrittenAsync());
    }

    [Theory]
    [InlineData("FullName")]
    [InlineData("Address")]
    public async Task Identity_HugeText_IsRefusedInWordsAndWritesNothing(string field)
    {
        var (browser, _) = await _stage.SignInAsync("aoi@town.example");
        await browser.OpenAsync("/start/identity");
        var before = await _stage.WrittenAsync();

        var answer = await SendIdentityAsync(browser, field, new string('x', 20_000));

        Assert.Contains("at most", answer.Text, StringComparison.Ordinal);
        Assert.Equal(before, await _stage.WrittenAsync());
    }

    [Theory]
    [InlineData(Script)]
    [InlineData(Sql)]
    public async Task Identity_AnyName_IsTakenAsTextOnceThoughSentTwice(string name)
    {
        var (browser, _) = await _stage.SignInAsync("aoi@town.example");
        var page = await browser.OpenAsync("/start/identity");
        (string, string)[] fields = [("FullName", name), ("BirthDate", "1990-12-31"), ("Address", "1-2-3")];

        var first = await browser.SubmitAsync(page, "identity", fields);
        Assert.Equal(first.Location, (await browser.SubmitAsync(page, "identity", fields)).Location);

        Assert.EndsWith("done=identity", first.Location, StringComparison.Ordinal);
        await using var portal = await _stage.DatabaseAsync();
        var check = Assert.Single(portal.IdentityChecks);
        Assert.Equal(name, check.FullName);
    }

    [Theory]
    [InlineData(null)] // Nothing answered at all.
    [InlineData("9")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    [InlineData(Sql)]
    public async Task Knowledge_MissingOrTamperedAnswers_SaySoAndAreNotCounted(string? answer)
    {
        var (browser, _) = await _stage.SignInAsync("aoi@town.example");
        await browser.OpenAsync("/start/knowledge");
        var before = await _stage.WrittenAsync();

        var shown = await browser.SubmitAsync("/start/knowledge", "knowledge", Answers(answer));

        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.NotNull(shown.Document.QuerySelector("main [role=alert]"));
        Assert.Equal(before, await _stage.WrittenAsync());
    }

    [Fact]
    public async Task Knowledge_PassedAndSentAgain_IsCountedOnceAndAnswersAlike()
    {
        var (browser, user) = await _stage.SignInAsync("aoi@town.example");
        var page = await browser.OpenAsync("/start/knowledge");
        await using var portal = await _stage.DatabaseAsync();
        var right = KnowledgeTest.RightPlaces(portal.Investors.Single(row => row.UserId == user).Id, 1);
        (string, string)[] answers =
        [
            .. KnowledgeTest.Questions.Select(question => (
                string.Create(CultureInfo.InvariantCulture, $"Answer{(int)question}"),
                right[(int)question].ToString(CultureInfo.InvariantCulture))),
        ];

        var first = await browser.SubmitAsync(page, "knowledge", answers);
        var second = await browser.SubmitAsync(page, "knowledge", answers);

        Assert.EndsWith("done=knowledge", first.Location, StringComparison.Ordinal);
        Assert.Equal(first.Location, second.Location);
        Assert.Single(portal.KnowledgeAttempts);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("7")]
    [InlineData("-1")]
    [InlineData("")]
    public async Task Knowledge_TamperedSitting_IsOutOfDateAndNotCounted(string sitting)
    {
        var (browser, _) = await _stage.SignInAsync("aoi@town.example");
        await browser.OpenAsync("/start/knowledge");
        var before = await _stage.WrittenAsync();

        var shown = await browser.SubmitAsync(
            "/start/knowledge", "knowledge", [.. Answers("0"), ("Sitting", sitting)]);

        Assert.NotNull(shown.Document.QuerySelector("main [role=alert]"));
        Assert.Equal(before, await _stage.WrittenAsync());
    }

    [Theory]
    [InlineData("BankCode", "12", "four digits")]
    [InlineData("BranchCode", Sql, "three digits")]
    [InlineData("AccountKind", "99", "kind of account")]
    [InlineData("Number", "-1234567", "one to seven digits")]
    [InlineData("Holder", Script, "katakana")]
    [InlineData("Holder", "田中 葵", "katakana")]
    [InlineData("Password", "wrong password", "not your password")]
    [InlineData("Password", "", "not your password")]
    public async Task PayoutAccount_OneThingWrong_SaysWhichKeepsTheRestButNeverThePassword(
        string field, string typed, string sentence)
    {
        var (browser, _) = await _stage.SignInReadyAsync("aoi@town.example");
        var before = await _stage.WrittenAsync();
        var fields = new Dictionary<string, string>
        {
            ["BankCode"] = "0001", ["BranchCode"] = "123", ["AccountKind"] = "Ordinary", ["Number"] = "7654321",
            ["Holder"] = "タナカ アオイ", ["Password"] = PortalApp.Password,
        };
        fields[field] = typed;

        var answer = await browser.SubmitAsync(
            "/money/account", "payout", [.. fields.Select(pair => (pair.Key, pair.Value))]);

        Assert.Contains(sentence, answer.Text, StringComparison.Ordinal);
        var kept = field == "Number" ? "BankCode" : "Number";
        Assert.Equal(fields[kept], answer.Document.QuerySelector($"[name={kept}]")?.GetAttribute("value"));
        Assert.True(string.IsNullOrEmpty(answer.Document.QuerySelector("[name=Password]")?.GetAttribute("value")));
        Assert.Equal(before, await _stage.WrittenAsync());
    }

    [Fact]
    public async Task PayoutAccount_Registered_IsShownMaskedOnly()
    {
        var (browser, _) = await _stage.SignInReadyAsync("aoi@town.example");
        await browser.SubmitAsync(
            "/money/account", "payout", ("BankCode", "0001"), ("BranchCode", "123"), ("AccountKind", "Savings"),
            ("Number", "7654321"), ("Holder", "タナカ アオイ"), ("Password", PortalApp.Password));

        var page = await browser.OpenAsync("/money/account");
        Assert.Contains("••••321", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("7654321", page.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        var refused = await browser.SubmitAsync("/money", "withdraw", ("WithdrawYen", "10,000"));
        Assert.Contains("Your bank account was changed", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letters_TamperedChoice_NeverSilencesWhatIsMoneyCritical()
    {
        var (browser, _) = await _stage.SignInReadyAsync("aoi@town.example");

        var answer = await browser.SubmitAsync(
            "/notices/letters", "letters", ("LetterCouponPaid", "true"), ("LetterWithdrawalExecuted", "false"));

        Assert.EndsWith("done=letters", answer.Location, StringComparison.Ordinal);
        await using var portal = await _stage.DatabaseAsync();
        Assert.DoesNotContain(
            portal.NoticeSilences.Select(row => row.Kind).ToList(), Domain.Disclosure.NoticeRules.IsMoneyCritical);
        var page = await browser.OpenAsync("/notices/letters");
        Assert.NotNull(page.Document.QuerySelector("[name=LetterCouponPaid][checked]"));
        Assert.Null(page.Document.QuerySelector("[name=LetterRedeemed][checked]"));
    }

    private static Task<FormClient.Answer> SendIdentityAsync(FormClient browser, string field, string typed)
    {
        var fields = new Dictionary<string, string>
        {
            ["FullName"] = "Aoi Tanaka", ["BirthDate"] = "1990-12-31", ["Address"] = "1-2-3",
        };
        fields[field] = typed;
        return browser.SubmitAsync("/start/identity", "identity", [.. fields.Select(pair => (pair.Key, pair.Value))]);
    }

    private static (string Name, string Value)[] Answers(string? answer) => answer is null
        ? []
        :
        [
            .. KnowledgeTest.Questions.Select(question => (
                string.Create(CultureInfo.InvariantCulture, $"Answer{(int)question}"), answer)),
        ];
}
