namespace OrgWork.Kernel;

public static partial class StandardCodes
{
    // The standard has 0 and 9 for unknown; cadre files know two.
    public static CodeSet Sex { get; } = Set("sex", "性别", "GB/T 2261.1-2003", "1 男; 2 女");

    public static CodeSet Nation { get; } = Set("nation", "民族", "GB/T 3304-1991，91 及以后为干部信息系统增补", """
        01 汉族; 02 蒙古族; 03 回族; 04 藏族; 05 维吾尔族; 06 苗族; 07 彝族; 08 壮族; 09 布依族; 10 朝鲜族
        11 满族; 12 侗族; 13 瑶族; 14 白族; 15 土家族; 16 哈尼族; 17 哈萨克族; 18 傣族; 19 黎族; 20 傈僳族
        21 佤族; 22 畲族; 23 高山族; 24 拉祜族; 25 水族; 26 东乡族; 27 纳西族; 28 景颇族; 29 柯尔克孜族; 30 土族
        31 达斡尔族; 32 仫佬族; 33 羌族; 34 布朗族; 35 撒拉族; 36 毛南族; 37 仡佬族; 38 锡伯族; 39 阿昌族; 40 普米族
        41 塔吉克族; 42 怒族; 43 乌孜别克族; 44 俄罗斯族; 45 鄂温克族; 46 德昂族; 47 保安族; 48 裕固族; 49 京族; 50 塔塔尔族
        51 独龙族; 52 鄂伦春族; 53 赫哲族; 54 门巴族; 55 珞巴族; 56 基诺族
        91 其他; 92 外国血统; 98 外国民族; 99 加入中国籍的外国人
        """);

    // The names are those used in cadre files, not the standard's long ones.
    public static CodeSet Politics { get; } = Set("politics", "政治面貌", "GB/T 4762-1984，名称按干部档案用语", """
        01 中共党员; 02 预备党员; 03 共青团员; 04 民革; 05 民盟; 06 民建; 07 民进; 08 农工党; 09 致公党; 10 九三学社; 11 台盟; 12 无党派; 13 群众
        """);

    // The appointment form prints these words; GB/T 2261.3 has finer ones that the form has no place for.
    public static CodeSet Health { get; } = Set("health", "健康状况", "干部任免审批表", "1 健康; 3 一般; 4 较差");

    public static CodeSet Marriage { get; } = Set("marriage", "婚姻状况", "GB/T 2261.2-2003", "10 未婚; 20 已婚; 21 初婚; 22 再婚; 23 复婚; 30 丧偶; 40 离婚; 90 未说明");

    public static CodeSet Occupation { get; } = Set("occupation", "从业状况", "GB/T 2261.4-2003", """
        11 国家公务员; 13 专业技术人员; 17 职员; 21 企业管理人员; 24 工人; 27 农民; 31 学生; 37 现役军人; 51 自由职业者; 54 个体经营者
        70 无业; 80 退（离）休; 90 其他
        """);

    // In the order of the form: spouse, children, parents, parents-in-law, brothers and sisters.
    public static CodeSet Kinship { get; } = Set("kinship", "称谓", "GB/T 4761，按干部任免审批表的编号", """
        12 丈夫; 13 妻子; 14 儿子; 20 长子; 21 次子; 15 女儿; 28 长女; 29 次女; 10 父亲; 11 母亲; 42 岳父; 43 岳母; 16 哥哥; 17 弟弟; 18 姐姐; 19 妹妹
        """);
}
