using CitizenBonds.Domain.Banking;

namespace CitizenBonds.Domain.Tests.Banking;

public sealed class PayoutAccountTests
{
    [Theory]
    [InlineData("0001", "123", "1234567", "タナカ アオイ", "1234567", "タナカ アオイ")]
    [InlineData("０００１", " 123 ", "45", "ﾀﾅｶ  ｱｵｲ", "0000045", "タナカ アオイ")]
    [InlineData("9999", "000", "7", "ｶ)ﾄｳｷﾖｳ", "0000007", "カ)トウキヨウ")]
    public void Read_AsPeopleType_GivesTheAccount(
        string bank, string branch, string number, string holder, string expectedNumber, string expectedHolder)
    {
        var (account, refusal) = PayoutAccount.Read(bank, branch, PayoutAccountKind.Ordinary, number, holder);

        Assert.Null(refusal);
        Assert.Equal((expectedNumber, expectedHolder), (account!.Number, account.Holder));
    }

    [Theory]
    [InlineData("001", "123", 1, "1", "ア", PayoutAccountRefusal.BankCodeInvalid)]
    [InlineData("00O1", "123", 1, "1", "ア", PayoutAccountRefusal.BankCodeInvalid)]
    [InlineData(null, "123", 1, "1", "ア", PayoutAccountRefusal.BankCodeInvalid)]
    [InlineData("0001", "12", 9, "", "", PayoutAccountRefusal.BranchCodeInvalid)]
    [InlineData("0001", "123", 3, "1", "ア", PayoutAccountRefusal.KindUnknown)]
    [InlineData("0001", "123", 0, "1", "ア", PayoutAccountRefusal.KindUnknown)]
    [InlineData("0001", "123", 1, "12345678", "ア", PayoutAccountRefusal.NumberInvalid)]
    [InlineData("0001", "123", 1, "-1", "ア", PayoutAccountRefusal.NumberInvalid)]
    [InlineData("0001", "123", 1, "000", "ア", PayoutAccountRefusal.NumberInvalid)]
    [InlineData("0001", "123", 1, "1", " ", PayoutAccountRefusal.HolderMissing)]
    [InlineData("0001", "123", 1, "1", "田中 葵", PayoutAccountRefusal.HolderNotKatakana)]
    [InlineData("0001", "123", 1, "1", "たなか", PayoutAccountRefusal.HolderNotKatakana)]
    [InlineData("0001", "123", 1, "1", "TANAKA", PayoutAccountRefusal.HolderNotKatakana)]
    [InlineData("0001", "123", 1, "1", "ア<script>", PayoutAccountRefusal.HolderNotKatakana)]
    [InlineData("0001", "123", 1, "1", "'; drop table", PayoutAccountRefusal.HolderNotKatakana)]
    [InlineData("0001", "123", 1, "1", "123", PayoutAccountRefusal.HolderNotKatakana)]
    public void Read_AnythingElse_IsRefusedByTheFirstReason(
        string? bank, string branch, int kind, string number, string holder, PayoutAccountRefusal expected) =>
        Assert.Equal(expected, PayoutAccount.Read(bank, branch, (PayoutAccountKind)kind, number, holder).Refusal);

    [Fact]
    public void Read_HolderOf48And49Signs_IsTakenAndRefused()
    {
        Assert.Null(Holder(new string('ア', 48)));
        Assert.Equal(PayoutAccountRefusal.HolderTooLong, Holder(new string('ア', 49)));
        Assert.Equal(PayoutAccountRefusal.HolderTooLong, Holder(new string('ア', 100_000)));
    }

    [Fact]
    public void Masked_AnAccount_ShowsThreeDigitsAndOneSign()
    {
        var account = PayoutAccount.Read("0001", "123", PayoutAccountKind.Savings, "1234567", "タナカ アオイ").Account!;

        Assert.Equal(("••••567", "タ••••"), (account.MaskedNumber, account.MaskedHolder));
    }

    private static PayoutAccountRefusal? Holder(string holder) =>
        PayoutAccount.Read("0001", "123", PayoutAccountKind.Ordinary, "1", holder).Refusal;
}
