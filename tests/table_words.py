"""Invented words of provincial plans: places, people, producers, products, tasks."""

from __future__ import annotations

from random import Random

_FIRST = "An Bình Phú Tân Long Mỹ Hòa Thạnh Vĩnh Đông Lương Phước Hưng Xuân Nghĩa Cẩm Đại Kim".split()
_SECOND = "Lãm Khê Điền Thới Quới Lạc Trạch Bửu Hạnh Thiện Nhuận Sơn Hội Lễ Thuận Viên Hà Giao".split()
_FAMILY = "Nguyễn|Trần|Lê|Phạm|Huỳnh|Võ|Đặng|Bùi|Thạch|Nông|Lò|Hoàng|Quách".split("|")
_MIDDLE = "Văn|Thị|Thị Ngọc|Minh|Hữu|Thanh|Thị Bích|Quốc|Đức".split("|")
_GIVEN = "Hường Khoa Lụa Tuyền Đạt Nhàn Sáu Mận Thơm Kiệt Phượng Toàn Liễu Hiệp Giàu Điệp Vượng Xuyến".split()

FOODS = (
    "Mật ong hoa bưởi rừng",
    "Khô cá lóc đồng",
    "Bánh tráng mè đen",
    "Gạo nếp nương",
    "Chà bông nấm",
    "Tương hột lên men",
    "Mắm ruốc bà Tư",
    "Lạp xưởng heo bản",
    "Miến dong sợi nhỏ",
    "Trứng vịt muối than",
    "Bưởi da xanh ruột hồng",
    "Sầu riêng cơm vàng",
    "Kẹo dừa lá dứa gói giấy",
    "Chả cá thác lác rút xương tẩm ớt hiểm",
    "Măng khô",
    "Nhãn xuồng",
    "Cua gạch",
    "Hạt điều rang muối vỏ lụa hộp thiếc 450 g",
)
DRINKS = ("Chè dây túi lọc", "Rượu nếp hạ thổ 29 độ", "Cà phê rang mộc", "Nước cốt gấc", "Trà hoa sim", "Mật dừa nước")
HERBS = ("Cao cà gai leo", "Tinh dầu tràm gió", "Tinh bột nghệ đỏ", "Trà túi lọc xạ đen", "Viên đinh lăng mật ong")
CRAFTS = ("Chiếu cói hoa", "Giỏ lục bình", "Nón lá bài thơ", "Thổ cẩm dệt tay", "Tranh ghép gỗ", "Gốm men tro")
PLANTS = ("Hoa lan hồ điệp", "Mai vàng bonsai", "Kiểng lá trầu bà", "Cá koi giống")
TOURS = ("Điểm du lịch vườn cây Cồn Giữa", "Làng du lịch cộng đồng Bản Sỏi", "Khu sinh thái Rừng Tràm Nhỏ")
GROUPS = (
    ("Nhóm thực phẩm", FOODS),
    ("Nhóm đồ uống", DRINKS),
    ("Nhóm dược liệu và sản phẩm từ dược liệu", HERBS),
    ("Nhóm thủ công mỹ nghệ", CRAFTS),
    ("Nhóm sinh vật cảnh", PLANTS),
    ("Nhóm dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch", TOURS),
)
OFFICES = (
    "Sở Nông nghiệp và Môi trường",
    "Sở Công Thương",
    "Sở Tài chính",
    "Văn phòng Điều phối nông thôn mới tỉnh",
    "Phòng Kinh tế huyện",
    "UBND các xã, thị trấn",
    "Hội Nông dân tỉnh",
    "Liên minh Hợp tác xã",
    "Chi cục Phát triển nông thôn",
    "Đài Phát thanh và Truyền hình",
    "Trung tâm Khuyến nông",
    "Các chủ thể OCOP",
)
STEPS = ("Chuẩn bị", "Tuyên truyền, tập huấn", "Phát triển sản phẩm", "Xúc tiến thương mại", "Kiểm tra, giám sát")
_VERBS = ("Tổ chức", "Hỗ trợ", "Xây dựng", "Rà soát", "Triển khai", "Hướng dẫn", "Kiểm tra", "Tham mưu")
_THINGS = (
    "lớp tập huấn về ghi nhãn",
    "hồ sơ đánh giá, phân hạng sản phẩm",
    "gian hàng giới thiệu nông sản",
    "bao bì và tem truy xuất nguồn gốc",
    "câu chuyện sản phẩm",
    "vùng nguyên liệu sạch",
    "máy đóng gói chân không",
    "phóng sự trên sóng phát thanh",
    "hội nghị sơ kết",
    "chuyến học tập kinh nghiệm",
)
_WAYS = (
    "cho các chủ thể tham gia lần đầu",
    "theo bộ tiêu chí hiện hành, bảo đảm đúng đối tượng và đúng tiến độ đã giao",
    "tại các huyện còn ít sản phẩm",
    "gắn với chuyển đổi số và sàn thương mại điện tử của tỉnh",
    "trên cơ sở đăng ký của hợp tác xã, tổ hợp tác, hộ sản xuất và doanh nghiệp nhỏ trên địa bàn",
    "vào dịp cuối năm",
)
NOTES = (
    "Đánh giá lại",
    "Sản phẩm mới",
    "Nâng hạng",
    "Đang hoàn thiện hồ sơ",
    "Chờ kết quả kiểm nghiệm",
    "Đề nghị hội đồng cấp tỉnh xem xét công nhận trong đợt hai vì bao bì vừa được thay đổi theo góp ý của tổ tư vấn",
)


def place(rng: Random) -> str:
    """A name of two syllables."""
    return f"{rng.choice(_FIRST)} {rng.choice(_SECOND)}"


def commune(rng: Random) -> str:
    """A commune, sometimes with its district."""
    name = f"{rng.choice(('Xã', 'Xã', 'Thị trấn', 'Phường'))} {place(rng)}"
    return f"{name}, huyện {place(rng)}" if rng.random() < 0.2 else name


def person(rng: Random) -> str:
    """A person's full name."""
    return f"{rng.choice(_FAMILY)} {rng.choice(_MIDDLE)} {rng.choice(_GIVEN)}"


def producer(rng: Random) -> str:
    """A cooperative, a household or a company."""
    return rng.choice(
        (
            f"HTX nông nghiệp {place(rng)}",
            f"HTX {place(rng)}",
            f"Hộ kinh doanh {person(rng)}",
            f"Cơ sở {rng.choice(_GIVEN)} {rng.choice(_GIVEN)}",
            f"Tổ hợp tác sản xuất {place(rng)}",
            f"Công ty TNHH MTV {place(rng)} Xanh",
            f"Công ty cổ phần chế biến nông sản và dịch vụ thương mại {place(rng)}",
        )
    )


def product(rng: Random, names: tuple[str, ...]) -> str:
    """A product, often with the name of its place."""
    name = rng.choice(names)
    return name if rng.random() < 0.3 else f"{name} {place(rng)}"


def task(rng: Random) -> str:
    """What is to be done, in 4 to 25 words."""
    text = f"{rng.choice(_VERBS)} {rng.choice(_THINGS)}"
    return text if rng.random() < 0.3 else f"{text} {rng.choice(_WAYS)}"


def offices(rng: Random, most: int = 3) -> str:
    """Some offices in one cell."""
    return "; ".join(rng.sample(OFFICES, rng.randint(1, most)))


def date(rng: Random) -> str:
    """When something is due."""
    return rng.choice(
        (
            f"Quý {rng.choice(('I', 'II', 'III', 'IV'))}/{rng.randint(2023, 2027)}",
            f"Tháng {rng.randint(1, 12)}/{rng.randint(2023, 2027)}",
            f"Trước ngày {rng.randint(1, 28)}/{rng.randint(3, 12)}/{rng.randint(2023, 2027)}",
            "Hằng năm",
            "Thường xuyên",
            f"{rng.randint(2021, 2023)}-{rng.randint(2025, 2030)}",
        )
    )
