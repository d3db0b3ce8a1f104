"""Settings, read once from the environment or ``.env`` beside the program."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from drafter.errors import BadValue

ROOT = Path(__file__).resolve().parents[2]
"""Top of the source tree: where ``kb/`` and ``prompts/`` live."""

_HINTS = {
    "PORT": "phải là một số từ 1 đến 65535, ví dụ PORT=8501",
    "DRAFTER_HOME": "phải là đường dẫn một thư mục ghi được",
    "DRAFTER_MODEL": "có dạng nhà_cung_cấp:tên_mô_hình, ví dụ ollama:qwen3 hoặc openai:gpt-5-mini",
    "DRAFTER_MODEL_URL": "phải bắt đầu bằng http:// hoặc https://",
    "DRAFTER_CHROMA_URL": "phải bắt đầu bằng http:// hoặc https://, ví dụ http://127.0.0.1:8000",
    "DRAFTER_DATABASE_URL": "có dạng postgresql://người_dùng:mật_khẩu@tên_máy/tên_kho hoặc "
    "sqlite:///đường_dẫn_tệp; để trống thì kho nằm trong DRAFTER_HOME",
}


class Settings(BaseSettings):
    """What can be set. Every field has its environment variable as alias."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", populate_by_name=True
    )

    port: Annotated[int, Field(ge=1, le=65535)] = Field(8501, validation_alias="PORT")
    home: Path = Field(ROOT / ".drafter", validation_alias="DRAFTER_HOME")
    model: str | None = Field(None, validation_alias="DRAFTER_MODEL")
    model_url: str | None = Field(None, validation_alias="DRAFTER_MODEL_URL")
    model_key: str | None = Field(None, validation_alias="DRAFTER_MODEL_KEY", repr=False)
    embedding: str | None = Field(None, validation_alias="DRAFTER_EMBEDDING")
    reranker: str | None = Field(None, validation_alias="DRAFTER_RERANKER")
    chroma_url: str | None = Field(None, validation_alias="DRAFTER_CHROMA_URL")
    # It may hold a password.
    database_url: str | None = Field(None, validation_alias="DRAFTER_DATABASE_URL", repr=False)
    kb: Path = ROOT / "kb"
    prompts: Path = ROOT / "prompts"

    @field_validator(
        "model", "model_url", "model_key", "embedding", "reranker", "chroma_url", "database_url",
        mode="before",
    )  # fmt: skip
    @classmethod
    def _empty_is_unset(cls, value: Any) -> Any:
        return None if isinstance(value, str) and not value.strip() else value

    @field_validator("model")
    @classmethod
    def _provider_and_name(cls, value: str | None) -> str | None:
        if value is not None and not all(value.partition(":")):
            raise ValueError("not provider:name")
        return value

    @field_validator("model_url", "chroma_url")
    @classmethod
    def _web_address(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("http://", "https://")):
            raise ValueError("not an http address")
        return value

    @field_validator("database_url")
    @classmethod
    def _database_address(cls, value: str | None) -> str | None:
        kinds = ("postgresql://", "postgres://", "postgresql+psycopg://", "sqlite:///")
        if value is not None and not value.startswith(kinds):
            raise ValueError("not a PostgreSQL or SQLite address")
        return value

    @property
    def database(self) -> str:
        """Where drafts are kept: the address that was set, else a file under ``home``."""
        return self.database_url or f"sqlite:///{self.home / 'drafter.sqlite'}"

    @field_validator("home")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        path = value.expanduser().absolute()
        if path.exists() and not path.is_dir():
            raise ValueError("not a folder")
        return path


def load_settings(**changes: Any) -> Settings:
    """Settings of this process; ``changes`` win over the environment.

    Raises `BadValue` with one line that names the variable and what it should hold.
    """
    try:
        return Settings(**changes)
    except ValidationError as error:
        name = str(error.errors()[0]["loc"][0])
        hint = _HINTS.get(name, "có giá trị không dùng được")
        raise BadValue(
            f"setting {name}: {error.errors()[0]['msg']}",
            advice=f"Cài đặt {name} chưa đúng: {hint}.",
        ) from None
