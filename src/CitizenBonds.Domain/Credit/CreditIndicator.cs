namespace CitizenBonds.Domain.Credit;

/// <summary>The published figures the policy reads. All but the last two are percent; more is worse.</summary>
public enum CreditIndicator
{
    /// <summary>Real debt service ratio (実質公債費比率), three-year mean.</summary>
    RealDebtServiceRatio = 0,

    /// <summary>Future burden ratio (将来負担比率).</summary>
    FutureBurdenRatio = 1,

    /// <summary>Real deficit ratio (実質赤字比率).</summary>
    RealDeficitRatio = 2,

    /// <summary>Consolidated real deficit ratio (連結実質赤字比率).</summary>
    ConsolidatedDeficitRatio = 3,

    /// <summary>Fiscal capability index (財政力指数): shown, no line is drawn on it.</summary>
    FiscalCapabilityIndex = 4,

    /// <summary>Standard fiscal scale (標準財政規模), yen: the measure the limits are shares of.</summary>
    StandardFiscalScale = 5,
}
